import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { entryOf } from './entry-of.ts';

it('a size is one that a number holds exactly, or none', () => {
  // Few file systems take a file with so large a hole.
  const sizeOf = (size: number) => entryOf('sparse', Object.assign(statSync(import.meta.filename), { size })).size;
  expect([0, 7, Number.MAX_SAFE_INTEGER, 2 ** 53, 2 ** 62].map(sizeOf)).toEqual([0, 7, Number.MAX_SAFE_INTEGER, null, null]);
});
