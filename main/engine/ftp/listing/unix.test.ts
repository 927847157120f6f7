import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../../shared/model/entry.ts';
import { parseUnix } from './unix.ts';

const now = Date.UTC(2026, 10, 21, 12, 0, 0);
const at = (...parts: Parameters<typeof Date.UTC>) => Date.UTC(...parts);
const file = (known: Partial<Entry>): Partial<Entry> => ({ kind: 'file', linkTarget: null, ...known });

const rows: readonly (readonly [string, Partial<Entry>])[] = [
  ['-rw-r--r--   1 ada      crew         5120 Jan  2 03:04 notes.txt', file({ name: 'notes.txt', size: 5120, owner: 'ada', group: 'crew', mode: 0o644, modified: { at: at(2026, 0, 2, 3, 4), precision: 'minute' } })],
  ['drwxr-xr-x   2 0        0            4096 Dec 31  2019 attic', { name: 'attic', kind: 'directory', size: null, owner: '0', group: '0', mode: 0o755, modified: { at: at(2019, 11, 31), precision: 'day' } }],
  ['lrwxrwxrwx   1 ada      crew           11 Nov 20 23:59 latest -> releases/42', { name: 'latest', kind: 'link', linkTarget: 'releases/42', size: 11 }],
  ['lrwxrwxrwx   1 ada crew 11 Nov 20 23:59 a -> b -> c', { name: 'a', kind: 'link', linkTarget: 'b -> c' }],
  ['-rw-r--r--   1 ada crew 3 Nov 20 23:59 a -> b', file({ name: 'a -> b' })],
  // Without a year: the latest that is not more than a day ahead.
  ['-rw-r--r-- 1 a b 1 Nov 22 11:00 tomorrow', file({ modified: { at: at(2026, 10, 22, 11, 0), precision: 'minute' } })],
  ['-rw-r--r-- 1 a b 1 Nov 24 11:00 last-year', file({ modified: { at: at(2025, 10, 24, 11, 0), precision: 'minute' } })],
  ['-rw-r--r-- 1 a b 1 Dec 24 11:00 xmas', file({ modified: { at: at(2025, 11, 24, 11, 0), precision: 'minute' } })],
  // Dates in other orders and shapes.
  ['-rw-r--r-- 1 a b 1 24 Dec 11:00 day-first', file({ name: 'day-first', modified: { at: at(2025, 11, 24, 11, 0), precision: 'minute' } })],
  ['-rw-r--r-- 1 a b 1 24. Dec 2020 day-dot', file({ name: 'day-dot', modified: { at: at(2020, 11, 24), precision: 'day' } })],
  ['-rw-r--r-- 1 a b 1 2024-02-29 23:58 iso', file({ name: 'iso', modified: { at: at(2024, 1, 29, 23, 58), precision: 'minute' } })],
  ['-rw-r--r-- 1 a b 1 2024-02-29 23:58:07.123456789 full iso', file({ name: 'full iso', modified: { at: at(2024, 1, 29, 23, 58, 7, 123), precision: 'millisecond' } })],
  ['-rw-r--r-- 1 a b 1 JAN 02 2021 SHOUT', file({ name: 'SHOUT', modified: { at: at(2021, 0, 2), precision: 'day' } })],
  ['-rw-r--r-- 1 a b 1 Sept 2 2021 long-month', file({ name: 'long-month', modified: { at: at(2021, 8, 2), precision: 'day' } })],
  ['-rw-r--r-- 1 a b 1 Jan  2  3:04 one-digit-hour', file({ modified: { at: at(2026, 0, 2, 3, 4), precision: 'minute' } })],
  // A day that does not exist leaves the time open and keeps the row.
  ['-rw-r--r-- 1 a b 1 Feb 30 2021 never', file({ name: 'never', modified: null })],
  // Names with blanks at every place.
  ['-rw-r--r-- 1 a b 1 Jan  2 2021  two before', file({ name: ' two before' })],
  ['-rw-r--r-- 1 a b 1 Jan  2 2021 after  ', file({ name: 'after  ' })],
  ['-rw-r--r-- 1 a b 1 Jan  2 2021 in  side', file({ name: 'in  side' })],
  ['-rw-r--r-- 1 a b 1 Jan  2 2021 Feb  3 2022 looks like a date', file({ name: 'Feb  3 2022 looks like a date', modified: { at: at(2021, 0, 2), precision: 'day' } })],
  ['-rw-r--r-- 1 a b 1 Jan  2 2021 -leading', file({ name: '-leading' })],
  ['-rw-r--r-- 1 a b 1 Jan  2 2021 日本語 🙂', file({ name: '日本語 🙂' })],
  ['-rw-r--r-- 1 a b 1 Jan  2 2021 caf\udce9', file({ name: 'caf\udce9' })],
  // Owners and groups with blanks, missing, or numeric.
  ['-rw-r--r-- 1 Domain Admins staff 77 Jan  2 2021 x', file({ owner: 'Domain Admins', group: 'staff', size: 77 })],
  ['-rw-r--r-- 1 ada 77 Jan  2 2021 x', file({ owner: 'ada', group: null, size: 77 })],
  ['-rw-r--r-- 1 77 Jan  2 2021 x', file({ owner: null, group: null, size: 77 })],
  ['-rw-r--r-- 12345 1000 1000 77 Jan  2 2021 x', file({ owner: '1000', group: '1000', size: 77 })],
  ['-rw-r--r-- ada crew 77 Jan  2 2021 x', file({ owner: 'ada', group: 'crew', size: 77 })],
  // Access lists, contexts, devices, special bits.
  ['-rw-r--r--+ 1 a b 1 Jan  2 2021 acl', file({ name: 'acl', mode: 0o644 })],
  ['-rw-r--r--. 1 a b 1 Jan  2 2021 selinux', file({ name: 'selinux' })],
  ['-rw-r--r--@ 1 a b 1 Jan  2 2021 xattr', file({ name: 'xattr' })],
  ['brw-rw---- 1 root disk 8, 0 Jan  2 2021 sda', { name: 'sda', kind: 'other', size: null, owner: 'root', group: 'disk' }],
  ['crw-rw-rw- 1 root root 1,3 Jan  2 2021 null', { name: 'null', kind: 'other', size: null, owner: 'root', group: 'root' }],
  ['srwxr-xr-x 1 a b 0 Jan  2 2021 sock', { name: 'sock', kind: 'other' }],
  ['prw-r--r-- 1 a b 0 Jan  2 2021 pipe', { name: 'pipe', kind: 'other' }],
  ['-rwsr-xr-x 1 a b 1 Jan  2 2021 suid', file({ mode: 0o4755 })],
  ['-rwxr-Sr-x 1 a b 1 Jan  2 2021 sgid', file({ mode: 0o2745 })],
  ['drwxrwxrwt 9 a b 1 Jan  2 2021 tmp', { name: 'tmp', kind: 'directory', mode: 0o1777 }],
  ['drwxrwxrwT 9 a b 1 Jan  2 2021 tmp', { kind: 'directory', mode: 0o1776 }],
  // Sizes beyond 32 bits, and beyond what a number can hold.
  ['-rw-r--r-- 1 a b 8589934592 Jan  2 2021 8G', file({ size: 8_589_934_592 })],
  ['-rw-r--r-- 1 a b 99999999999999999999 Jan  2 2021 vast', file({ size: null })],
];

describe('parseUnix', () => {
  it.each(rows)('%s', (line, expected) => {
    expect(parseUnix(line, now)).toMatchObject(expected);
  });

  it.each(['total 12', 'total 0'])('skips “%s”', (line) => {
    expect(parseUnix(line, now)).toBe('skip');
  });

  it.each(['', 'hello', '-rw-r--r--', '-rw-r--r-- 1 a b 1 Jan  2 2021', '-rw-r--r-- 1 a b 1 Jan  2 2021 ', '-rw-r--r-- 1 a b size Jan 2 2021 x', '01-02-26  03:04PM  <DIR>  x', '+i1,r,\tx', 'type=file; x'])(
    'leaves “%s” to others',
    (line) => {
      expect(parseUnix(line, now)).toBeNull();
    },
  );

  it('takes every row after every other, and any byte at any place, without throwing', () => {
    for (const [line] of rows) {
      for (let place = 0; place <= line.length; place += 1) {
        for (const odd of ['\0', ' ', '9', '\udcff', '\t']) parseUnix(line.slice(0, place) + odd + line.slice(place), now);
        parseUnix(line.slice(0, place), now);
      }
    }
  });

  it('is quick with long lines made to be slow', () => {
    const started = performance.now();
    for (const part of ['1', ' ', '1 ', 'Jan ', '-rw-r--r-- 1 ']) parseUnix(`-rw-r--r-- ${part.repeat(200_000 / part.length)}x`, now);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
