import { expect, test } from 'vitest';
import { judge, sum } from './tally.mjs';

const run = { name: 'unit', status: 0, passed: 3, failed: 0, skipped: 0 };
const verdict = (changes: Partial<typeof run>) => judge({ ...run, ...changes }, () => {});

test('a good run passes with its count', () => {
  expect(verdict({})).toEqual({ passed: 3, failed: 0 });
});

test.each([
  ['a failed test', { failed: 2, status: 1 }, { passed: 3, failed: 2 }],
  ['a skipped test', { skipped: 1 }, { passed: 3, failed: 1 }],
  ['no test at all', { passed: 0 }, { passed: 0, failed: 1 }],
  ['a runner that broke off', { status: 1 }, { passed: 3, failed: 1 }],
])('%s is not a pass', (_, changes, expected) => {
  expect(verdict(changes)).toEqual(expected);
});

test('tallies add up', () => {
  expect(sum([{ passed: 1, failed: 2 }, { passed: 3, failed: 4 }])).toEqual({ passed: 4, failed: 6 });
});
