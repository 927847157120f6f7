import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAnnouncer } from './announce.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** When rows are told of, while one of them changes every 10 ms for so long, and then nothing is left (`idle`), or nothing to look into. */
function toldWithin(milliseconds: number, left: 'idle' | 'looked-through' = 'idle'): readonly number[] {
  const told: number[] = [];
  let over = false;
  const start = performance.now();
  const announcer = createAnnouncer({ tell: () => told.push(performance.now() - start) > 0, idle: () => over && left === 'idle', looking: () => !over, emit: () => undefined, apart: 100 });
  for (let passed = 0; passed < milliseconds; passed += 10) {
    announcer.changed();
    vi.advanceTimersByTime(10);
  }
  over = true;
  announcer.changed();
  vi.advanceTimersByTime(1);
  announcer.stop();
  return told;
}

it.each(['idle', 'looked-through'] as const)('tells of the first change at once, of more at a distance, and of the end at once: %s', (left) => {
  const [first, second, third, end, ...more] = toldWithin(250, left);
  expect(first).toBeLessThan(10);
  expect(second! - first!).toBeGreaterThanOrEqual(100);
  expect(third! - second!).toBeGreaterThanOrEqual(100);
  expect(end! - 250).toBeLessThan(10);
  expect(more).toEqual([]);
});

it('tells less often of what goes on and on', () => {
  const told = toldWithin(6000);
  const apart = told.map((at, index) => at - (told[index - 1] ?? at));
  expect(Math.max(...apart.slice(1, 12))).toBeLessThan(150);
  expect(Math.min(...apart.slice(14, -1))).toBeGreaterThanOrEqual(300);
});
