// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/model/entry.ts';
import { entry, folder } from '../testing/test-hawser.ts';
import { naturalKey } from './natural-key.ts';
import { type Column, nextSort, sortEntries } from './sort.ts';

const names = (entries: readonly Entry[], column: Column, descending = false): readonly string[] => sortEntries(entries, { column, descending }).map((row) => row.name);

describe('the natural order of names', () => {
  it.each([
    [['file 10', 'file 2', 'file 1'], ['file 1', 'file 2', 'file 10']],
    [['b', 'A', 'a2', 'a10'], ['A', 'a2', 'a10', 'b']],
    [['Zoë', 'zof', 'zoa'], ['zoa', 'Zoë', 'zof']],
    [['v1.10.0', 'v1.9.2', 'v1.9'], ['v1.9', 'v1.9.2', 'v1.10.0']],
    [['img007', 'img7b', 'img06'], ['img06', 'img007', 'img7b']],
    [['x99999999999999999999', 'x100000000000000000000'], ['x99999999999999999999', 'x100000000000000000000']],
  ])('%j', (given, sorted) => expect(names(given.map((name) => entry(name)), 'name')).toEqual(sorted));

  it('takes far longer runs of digits than a number holds', () => {
    expect(naturalKey('9'.repeat(40)) < naturalKey(`1${'0'.repeat(40)}`)).toBe(true);
  });
});

describe('sorting by columns', () => {
  const rows = [
    entry('b.txt', { size: 20, mode: 0o644, owner: 'zoe', modified: { at: 5, precision: 'second' } }),
    entry('a.zip', { size: null, owner: null }),
    folder('z'),
    entry('c.html', { size: 3, mode: 0o600, owner: 'ann', modified: { at: 9, precision: 'second' } }),
    entry('link', { kind: 'link', targetKind: 'directory', size: 4 }),
  ];
  it.each([
    ['name', false, ['link', 'z', 'a.zip', 'b.txt', 'c.html']],
    ['name', true, ['z', 'link', 'c.html', 'b.txt', 'a.zip']],
    ['size', false, ['link', 'z', 'c.html', 'b.txt', 'a.zip']],
    ['size', true, ['link', 'z', 'b.txt', 'c.html', 'a.zip']],
    ['modified', true, ['link', 'z', 'c.html', 'b.txt', 'a.zip']],
    ['permissions', false, ['link', 'z', 'c.html', 'b.txt', 'a.zip']],
    ['owner', false, ['link', 'z', 'c.html', 'b.txt', 'a.zip']],
    ['type', false, ['z', 'link', 'c.html', 'b.txt', 'a.zip']],
  ] as const)('%s, descending %s: folders first, the unknown last', (column, descending, sorted) => expect(names(rows, column, descending)).toEqual(sorted));

  it('turns round on the second click and starts sizes and times with the greatest', () => {
    expect(nextSort({ column: 'name', descending: false }, 'name')).toEqual({ column: 'name', descending: true });
    expect(nextSort({ column: 'name', descending: true }, 'size')).toEqual({ column: 'size', descending: true });
    expect(nextSort({ column: 'size', descending: true }, 'type')).toEqual({ column: 'type', descending: false });
  });
});
