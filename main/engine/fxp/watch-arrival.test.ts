import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchArrival } from './watch-arrival.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** What becomes of a transfer whose target has these sizes, one look after the other. */
async function watched(sizes: readonly (number | null | 'broken')[]): Promise<{ readonly stalled: boolean; readonly bytes: readonly number[] }> {
  const waiting = [...sizes];
  const bytes: number[] = [];
  let stalled = false;
  const watch = watchArrival({
    host: 'h', timeoutSeconds: 10, onBytes: (count) => void bytes.push(count),
    arrived: () => {
      const next = waiting.shift() ?? null;
      return next === 'broken' ? Promise.reject(new Error('no line')) : Promise.resolve(next);
    },
  });
  watch.stalled.catch(() => { stalled = true; });
  for (let look = 0; look < sizes.length; look += 1) await vi.advanceTimersByTimeAsync(10_000);
  watch.end();
  return { stalled, bytes };
}

it.each([
  ['nothing ever comes', [0, 0], true, []],
  ['nothing more comes', [0, 5, 9, 9], true, [5, 4]],
  ['it grows', [1, 2, 3, 4], false, [1, 1, 1]],
  ['the size is that of another file, kept until the new one is whole', [700, 700, 700, 700], false, []],
  ['nobody can tell', [null, 'broken', null, null], false, []],
  ['nobody can tell now and then', [3, null, 5, 'broken', 9], false, [2, 4]],
] as const)('where %s (%j), that it stalls is %s', async (_, sizes, stalled, bytes) => {
  expect(await watched(sizes)).toEqual({ stalled, bytes });
});
