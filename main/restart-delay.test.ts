import { expect, it } from 'vitest';
import { createRestartDelay } from './restart-delay.ts';

it('grows while the process keeps dying, up to a limit, and starts again once it has lived', () => {
  const delay = createRestartDelay();
  expect([10, 10, 10, 10].map(delay)).toEqual([0, 500, 1000, 2000]);
  expect(Array.from({ length: 20 }, () => delay(10)).at(-1)).toBe(30_000);
  expect([120_000, 10].map(delay)).toEqual([0, 500]);
});
