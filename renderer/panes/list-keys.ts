import type { Pane } from './pane.ts';
import { findByPrefix, type SelectMode, selectRow, stepFocus } from './selection.ts';

const TYPE_AHEAD_MS = 900;

/** A key press on a file list, with the parts that matter. */
export interface ListKey {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** Milliseconds, rising. */
  readonly at: number;
}

/**
 * The keyboard of a file list: arrows, Home, End, page keys, Space, and typing a name's beginning. Gives back whether the key was its own.
 * `open` enters the focused row.
 */
export function createListKeys(pane: Pane, open: (name: string) => void): (press: ListKey, page: number) => boolean {
  let typed = '';
  let typedAt = 0;
  const { getState: get, setState: set } = pane.store;

  const typeAhead = (letter: string, at: number): boolean => {
    if (at - typedAt > TYPE_AHEAD_MS) typed = '';
    typedAt = at;
    // The same letter again and again steps through the names that begin with it.
    const again = typed !== '' && typed === letter.repeat(typed.length / letter.length);
    typed += letter;
    const { names, selection } = get();
    const found = findByPrefix(names, selection.focus, typed, typed.length > 1) ?? (again ? findByPrefix(names, selection.focus, letter, false) : null);
    if (found !== null) set({ selection: selectRow(selection, names, found, 'replace') });
    return true;
  };

  return ({ key, ctrl, alt, shift, at }, page) => {
    const { names, selection } = get();
    if (alt) return false;
    const mode: SelectMode = shift ? 'extend' : ctrl ? 'move' : 'replace';
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -names.length, End: names.length };
    const step = steps[key];
    if (step !== undefined) {
      set({ selection: stepFocus(selection, names, step, mode) });
      return true;
    }
    const { focus } = selection;
    if (key === 'Enter' && !ctrl && focus !== null) {
      open(focus);
      return true;
    }
    if (key === ' ' && at - typedAt > TYPE_AHEAD_MS && focus !== null) {
      set({ selection: selectRow(selection, names, focus, 'toggle') });
      return true;
    }
    // Named keys (`Tab`, `F2`) have longer names than any letter has code units.
    return key.length <= 2 && !/^F\d$/u.test(key) && !ctrl ? typeAhead(key.toLocaleLowerCase(), at) : false;
  };
}
