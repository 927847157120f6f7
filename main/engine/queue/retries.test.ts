import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TransferId } from '../../../shared/model/ids.ts';
import { createRetries } from './retries.ts';

beforeEach(() => { vi.useFakeTimers({ now: 0 }); });
afterEach(() => { vi.useRealTimers(); });

const idOf = (number: number): TransferId => String(number) as TransferId;

it('calls back each when it is due, the earliest first, and all when nothing need wait any more', () => {
  const due: string[] = [];
  let freed = 0;
  const retries = createRetries({ due: (id, at) => due.push(`${id} ${at}`), freed: () => { freed++; } });
  for (const at of [500, 100, 900, 300, 700, 200]) retries.wait(idOf(at), at);
  vi.advanceTimersByTime(310);
  expect(due).toEqual(['100 100', '200 200', '300 300']);
  retries.wait(idOf(320), 320);
  vi.advanceTimersByTime(20);
  expect(due).toHaveLength(4);
  retries.release();
  expect(due).toEqual(['100 100', '200 200', '300 300', '320 320', '500 500', '700 700', '900 900']);
  const before = freed;
  vi.advanceTimersByTime(10_000);
  expect([due.length, freed]).toEqual([7, before]);
});

it('holds as many as a queue may have', () => {
  const due: number[] = [];
  const retries = createRetries({ due: (_id, at) => due.push(at), freed: () => {} });
  const count = 150_000;
  // Each number once, in no order.
  for (let index = 0; index < count; index++) retries.wait(idOf(index), 1 + ((index * 7_919) % count));
  vi.advanceTimersByTime(10);
  retries.release();
  expect(due).toHaveLength(count);
  expect(due.every((at, index) => at === index + 1)).toBe(true);
});
