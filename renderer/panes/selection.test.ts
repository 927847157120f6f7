// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { findByPrefix, keepOnly, NO_SELECTION, selectAll, type Selection, selectRow, stepFocus } from './selection.ts';

const names = ['..', 'a', 'b', 'c', 'd'];
const on = (name: string, ...selected: string[]): Selection => ({ selected: new Set(selected), focus: name, anchor: name });
const picked = (selection: Selection): readonly string[] => [...selection.selected];

describe('selecting', () => {
  it('replaces, toggles and extends both ways from the anchor', () => {
    const one = selectRow(NO_SELECTION, names, 'b', 'replace');
    expect(picked(one)).toEqual(['b']);
    expect(picked(selectRow(one, names, 'd', 'toggle'))).toEqual(['b', 'd']);
    expect(picked(selectRow(one, names, 'b', 'toggle'))).toEqual([]);
    const down = selectRow(one, names, 'd', 'extend');
    expect(picked(down)).toEqual(['b', 'c', 'd']);
    expect(picked(selectRow(down, names, 'a', 'extend'))).toEqual(['a', 'b']);
  });

  it('never selects the row to the parent folder', () => {
    expect(picked(selectRow(NO_SELECTION, names, '..', 'replace'))).toEqual([]);
    expect(picked(selectRow(NO_SELECTION, names, '..', 'toggle'))).toEqual([]);
    expect(picked(selectRow(on('b', 'b'), names, '..', 'extend'))).toEqual(['a', 'b']);
    expect(picked(selectAll(NO_SELECTION, names))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('moves the focus and stops at both ends', () => {
    expect(stepFocus(NO_SELECTION, names, 1, 'replace').focus).toBe('..');
    expect(stepFocus(NO_SELECTION, names, 99, 'replace').focus).toBe('d');
    expect(stepFocus(NO_SELECTION, names, -1, 'replace').focus).toBe('d');
    expect(stepFocus(on('d', 'd'), names, 1, 'replace').focus).toBe('d');
    expect(stepFocus(on('b', 'b'), names, -99, 'replace').focus).toBe('..');
    expect(picked(stepFocus(on('b', 'b'), names, 2, 'extend'))).toEqual(['b', 'c', 'd']);
    const moved = stepFocus(on('b', 'b'), names, 1, 'move');
    expect([moved.focus, picked(moved)]).toEqual(['c', ['b']]);
    expect(stepFocus(NO_SELECTION, [], 1, 'replace')).toBe(NO_SELECTION);
  });

  it('keeps what is still there', () => {
    expect(keepOnly(on('b', 'b', 'c'), ['c', 'd'])).toEqual({ selected: new Set(['c']), focus: null, anchor: null });
  });

  it('finds by the beginning, round the end, without case', () => {
    const list = ['..', 'Apple', 'avocado', 'banana'];
    expect(findByPrefix(list, null, 'a', false)).toBe('Apple');
    expect(findByPrefix(list, 'Apple', 'A', false)).toBe('avocado');
    expect(findByPrefix(list, 'banana', 'ap', true)).toBe('Apple');
    expect(findByPrefix(list, 'Apple', 'x', false)).toBeNull();
    expect(findByPrefix(list, null, '.', false)).toBeNull();
  });
});
