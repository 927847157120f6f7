import { expect, it } from 'vitest';
import { NO_NEWS } from '../../shared/model/queue-news.ts';
import { taskbarProgress } from './progress.ts';

it.each([
  [{}, false, { value: -1, mode: 'normal' }],
  [{ active: 1 }, false, { value: 2, mode: 'normal' }],
  [{ active: 1, queued: 3, bytesDone: 25, bytesTotal: 100 }, false, { value: 0.25, mode: 'normal' }],
  [{ queued: 3, bytesDone: 25, bytesTotal: 100 }, true, { value: 0.25, mode: 'paused' }],
  [{ queued: 3 }, true, { value: 0, mode: 'paused' }],
] as const)('%j, paused %s: %j', (totals, paused, expected) => expect(taskbarProgress({ ...NO_NEWS, paused, totals: { ...NO_NEWS.totals, ...totals } })).toEqual(expected));
