/** In density-independent pixels, as Electron counts. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const MINIMUM_SIZE = { width: 760, height: 480 } as const;
export const DEFAULT_SIZE = { width: 1280, height: 820 } as const;

/** How much of a window must be on a screen for its title bar to be within reach. */
const REACHABLE = 120;

export type Placement = Partial<Area> & { readonly width: number; readonly height: number };

/**
 * Where the window opens: where it was, if enough of it is still on a screen (one may have been unplugged since), otherwise in the
 * middle of the main screen, and never larger than that screen. `workAreas` lists the screens, the main one first.
 */
export function placeWindow(remembered: Area | null, workAreas: readonly Area[]): Placement {
  const size = remembered ?? DEFAULT_SIZE;
  const home = remembered === null ? undefined : workAreas.find((area) => reachable(remembered, area));
  const screen = home ?? workAreas[0];
  const width = clamp(size.width, MINIMUM_SIZE.width, screen?.width);
  const height = clamp(size.height, MINIMUM_SIZE.height, screen?.height);
  return remembered !== null && home !== undefined ? { x: remembered.x, y: Math.max(remembered.y, home.y), width, height } : { width, height };
}

function reachable(window: Area, screen: Area): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return across >= REACHABLE && window.y >= screen.y - 40 && window.y <= screen.y + screen.height - REACHABLE;
}

function clamp(wanted: number, least: number, most: number | undefined): number {
  return Math.max(least, most === undefined ? wanted : Math.min(wanted, most));
}
