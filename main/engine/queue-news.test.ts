import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import { NO_NEWS, type QueueNews } from '../../shared/model/queue-news.ts';
import { createQueueNews } from './queue-news.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const progress = (change: Partial<QueueNews['totals']>): EngineEvent => ({ type: 'progress', rows: [], totals: { ...NO_NEWS.totals, ...change } });

it('tells of a running queue now and then, and of its end at once, with what came of it', () => {
  const told: QueueNews[] = [];
  const take = createQueueNews((news) => told.push(news));
  take(progress({ queued: 2, done: 5, failed: 1 }));
  take(progress({ queued: 1, active: 1, done: 5, failed: 1 }));
  expect(told).toEqual([]);
  vi.runAllTimers();
  expect(told.map(({ totals, ended }) => [totals.active, ended])).toEqual([[1, null]]);
  take(progress({ active: 1, done: 6, failed: 1 }));
  // The rows of earlier work have been cleared meanwhile.
  const ended = { done: 1, failed: 1, skipped: 3 };
  take(progress({ done: 1, failed: 1, ended }));
  expect(told.at(-1)?.ended).toEqual(ended);
  vi.runAllTimers();
  expect(told.length).toBe(2);
  take(progress({ done: 6, failed: 1 }));
  vi.runAllTimers();
  expect(told.at(-1)?.ended).toBe(null);
});
