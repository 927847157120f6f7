import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/model/entry.ts';
import { entryDocument } from './documents.ts';
import { listingText } from './listing-text.ts';

const file: Entry = { name: 'b.txt', kind: 'file', size: 1234, modified: null, mode: 0o644, owner: 'anna', group: 'web', linkTarget: null, targetKind: null };

describe('a listing for a person', () => {
  it('aligns its columns and sorts by name', () => {
    const link: Entry = { ...file, name: 'a', kind: 'link', size: 5, mode: 0o777, owner: 'jo', linkTarget: 'b.txt', targetKind: 'file' };
    const folder: Entry = { ...file, name: 'c', kind: 'directory', size: null, mode: null };
    expect(listingText([file, folder, link])).toBe(
      ['lrwxrwxrwx  jo    web     5    a -> b.txt', '-rw-r--r--  anna  web  1234    b.txt', 'd           anna  web          c/', ''].join('\n'),
    );
  });

  it('shows no control character of a server to the terminal', () => {
    const text = listingText([{ ...file, name: 'x\u001b[2Jy', owner: 'o\u0007', linkTarget: 'z\r' }]);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('is empty for an empty folder', () => expect(listingText([])).toBe(''));
});

describe('an entry as JSON', () => {
  const at = Date.UTC(2026, 2, 4, 9, 6, 7, 89);
  it.each([
    ['day', '2026-03-04'],
    ['minute', '2026-03-04T09:06Z'],
    ['second', '2026-03-04T09:06:07Z'],
    ['millisecond', '2026-03-04T09:06:07.089Z'],
  ] as const)('writes a time down to the %s that the server gave', (precision, modified) => {
    expect(entryDocument({ ...file, modified: { at, precision } })).toEqual({
      name: 'b.txt', kind: 'file', size: 1234, modified, modifiedPrecision: precision, mode: '644', owner: 'anna', group: 'web', linkTarget: null, targetKind: null,
    });
  });

  it('has null for what is not known', () => {
    expect(entryDocument({ ...file, size: null, mode: null, modified: { at: 1e300, precision: 'day' } })).toMatchObject({ size: null, mode: null, modified: null });
  });
});
