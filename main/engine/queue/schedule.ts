import type { SessionId } from '../../../shared/model/ids.ts';
import type { Item } from './item.ts';
import type { Lane } from './ready.ts';

export interface Limits {
  /** Files at the same time, over all servers. */
  readonly transfers: number;
  /** Files at the same time on one session. */
  readonly onSession: (session: SessionId) => number;
  /** Folders looked into at the same time. */
  readonly folders: number;
}

/** What runs at this moment. */
export interface Running {
  readonly files: number;
  readonly folders: number;
  readonly onSession: (session: SessionId) => number;
}

/**
 * Which item starts next; null when none may. Folders go beside files and not before them, so that transfers run while a tree is still
 * being looked into. Among sessions, the one whose item has waited longest; a session at its limit does not hold up the others.
 */
export function nextItem(lanes: Iterable<Lane>, running: Running, limits: Limits): Item | null {
  const mayFolder = running.folders < limits.folders;
  const mayFile = running.files < limits.transfers;
  if (!mayFolder && !mayFile) return null;
  let next: Item | null = null;
  for (const lane of lanes) {
    const folder = mayFolder ? lane.folders.peek() : null;
    const file = mayFile && running.onSession(lane.session) < limits.onSession(lane.session) ? lane.files.peek() : null;
    for (const item of [folder, file]) {
      if (item !== null && (next === null || item.sequence < next.sequence)) next = item;
    }
  }
  return next;
}
