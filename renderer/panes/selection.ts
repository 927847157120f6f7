/** The row that leads to the parent folder. It takes the focus but is never part of what an action is done to. */
export const PARENT_ROW = '..';

export interface Selection {
  readonly selected: ReadonlySet<string>;
  /** The row that the keyboard is on. */
  readonly focus: string | null;
  /** Where a range begins. */
  readonly anchor: string | null;
}

export const NO_SELECTION: Selection = { selected: new Set(), focus: null, anchor: null };

/** How a click or key changes the selection: `replace` it, `toggle` one row, `extend` from the anchor, or `move` the focus alone. */
export type SelectMode = 'replace' | 'toggle' | 'extend' | 'move';

/** The names of the rows that are shown, in their order; `..` may be among them. */
export type RowNames = readonly string[];

/** The selection after a click on, or a step to, the row of this name. */
export function selectRow(selection: Selection, names: RowNames, name: string, mode: SelectMode): Selection {
  switch (mode) {
    case 'move':
      return { ...selection, focus: name };
    case 'replace':
      return { selected: picked([name]), focus: name, anchor: name };
    case 'toggle': {
      const selected = new Set(selection.selected);
      if (!selected.delete(name) && name !== PARENT_ROW) selected.add(name);
      return { selected, focus: name, anchor: name };
    }
    case 'extend': {
      const from = selection.anchor === null ? -1 : names.indexOf(selection.anchor);
      const to = names.indexOf(name);
      if (from < 0) return selectRow(selection, names, name, 'replace');
      return { selected: picked(names.slice(Math.min(from, to), Math.max(from, to) + 1)), focus: name, anchor: selection.anchor };
    }
  }
}

/** The selection after the focus went `step` rows on (negative: back), held at either end. */
export function stepFocus(selection: Selection, names: RowNames, step: number, mode: SelectMode): Selection {
  if (names.length === 0) return selection;
  const at = selection.focus === null ? -1 : names.indexOf(selection.focus);
  const from = at >= 0 ? at : step > 0 ? -1 : names.length;
  const next = Math.min(names.length - 1, Math.max(0, from + step));
  return selectRow(selection, names, names[next]!, mode);
}

export function selectAll(selection: Selection, names: RowNames): Selection {
  return { ...selection, selected: picked(names) };
}

/** What stays selected when the rows have changed. */
export function keepOnly(selection: Selection, names: RowNames): Selection {
  const present = new Set(names);
  const kept = (name: string | null): string | null => (name !== null && present.has(name) ? name : null);
  return {
    selected: new Set([...selection.selected].filter((name) => present.has(name))),
    focus: kept(selection.focus),
    anchor: kept(selection.anchor),
  };
}

/** The next row after the focus whose name starts with what was typed; without case; round the end. */
export function findByPrefix(names: RowNames, focus: string | null, typed: string, sameRowCounts: boolean): string | null {
  const wanted = typed.toLocaleLowerCase();
  const at = focus === null ? -1 : names.indexOf(focus);
  const start = sameRowCounts ? Math.max(0, at) : at + 1;
  for (let i = 0; i < names.length; i++) {
    const name = names[(start + i) % names.length]!;
    if (name !== PARENT_ROW && name.toLocaleLowerCase().startsWith(wanted)) return name;
  }
  return null;
}

function picked(names: Iterable<string>): Set<string> {
  const selected = new Set(names);
  selected.delete(PARENT_ROW);
  return selected;
}
