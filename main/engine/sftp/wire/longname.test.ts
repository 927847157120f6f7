import { expect, test } from 'vitest';
import { ownersOf } from './longname.ts';

test.each([
  ['-rw-r--r--    1 root     wheel        1024 Jan  1 00:00 a file', { owner: 'root', group: 'wheel' }],
  ['drwxr-xr-x+   ? 1000     users        4096 Jan  1 00:00 d', { owner: '1000', group: 'users' }],
  ['lrwxrwxrwx    1 jürgen   müller          3 Jan  1 00:00 l', { owner: 'jürgen', group: 'müller' }],
  ['-rw-r--r-- 1 same same 5 Jan 1 00:00 x', { owner: 'same', group: 'same' }],
])('%s', (line, owners) => {
  expect(ownersOf(Buffer.from(line))).toEqual(owners);
});

test.each(['', 'name', 'total 8', '-rw-r--r-- x root wheel 5 Jan', '-rw-r--r-- 1 root', '-rw-r--r-- 1 root wheel', '01-01-26  10:00AM <DIR> x'])('not a line of ls: %j', (line) => {
  expect(ownersOf(Buffer.from(line))).toBeNull();
});
