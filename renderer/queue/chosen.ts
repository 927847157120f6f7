/** A line of the list; its key is null while it is not at hand. */
export interface Line {
  readonly index: number;
  readonly key: string | null;
}

/** Which lines of a tab are chosen: all that there are, also those that nobody has seen, or these. */
export interface Chosen {
  readonly all: boolean;
  readonly keys: ReadonlySet<string>;
  /** What the keyboard is on. */
  readonly focus: Line | null;
  /** Where a range begins. */
  readonly anchor: Line | null;
}

export const NONE_CHOSEN: Chosen = { all: false, keys: new Set(), focus: null, anchor: null };

export function isChosen({ all, keys }: Chosen, key: string): boolean {
  return all || keys.has(key);
}

export function isAnyChosen({ all, keys }: Chosen): boolean {
  return all || keys.size > 0;
}

/** This line alone. */
export function chooseOne(line: Line): Chosen {
  return { all: false, keys: line.key === null ? new Set() : new Set([line.key]), focus: line, anchor: line };
}

/** This line besides the others, or no more. */
export function toggleOne(chosen: Chosen, line: Line): Chosen {
  const keys = new Set(chosen.all ? [] : chosen.keys);
  if (line.key !== null && !keys.delete(line.key)) keys.add(line.key);
  return { all: false, keys, focus: line, anchor: line };
}

/** From where the range began up to this line, whose keys these are. */
export function chooseRange(chosen: Chosen, line: Line, keys: readonly string[]): Chosen {
  return { all: false, keys: new Set(keys), focus: line, anchor: chosen.anchor ?? line };
}

/** A line that the keyboard went to before it was at hand is at hand. */
export function meetFocus(chosen: Chosen, key: string): Chosen {
  const { focus, anchor } = chosen;
  if (focus === null || focus.key !== null) return chosen;
  const met = { index: focus.index, key };
  return { ...chosen, focus: met, anchor: anchor?.key === null ? met : anchor, keys: chosen.keys.size === 0 ? new Set([key]) : chosen.keys };
}
