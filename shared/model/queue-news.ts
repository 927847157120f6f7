import type { QueueResult, QueueTotals } from './transfer.ts';

/** What the engine tells its host of the queue, a few times a second while something changes. */
export interface QueueNews {
  readonly totals: QueueTotals;
  readonly paused: boolean;
  /** Nothing is left to do since this moment: what came of the work. Null at all other times. */
  readonly ended: QueueResult | null;
}

export const NO_NEWS: QueueNews = { totals: { queued: 0, active: 0, due: 0, done: 0, failed: 0, rate: 0, bytesDone: 0, bytesTotal: 0, ended: { done: 0, failed: 0, skipped: 0 } }, paused: false, ended: null };
