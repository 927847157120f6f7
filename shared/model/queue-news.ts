import type { QueueTotals } from './transfer.ts';

/** What the engine tells its host of the queue, a few times a second while something changes. */
export interface QueueNews {
  readonly totals: QueueTotals;
  readonly paused: boolean;
  /** Nothing is left to do since this moment: how many files arrived and failed since work began. Null at all other times. */
  readonly ended: QueueResult | null;
}

export interface QueueResult {
  readonly done: number;
  readonly failed: number;
}

export const NO_NEWS: QueueNews = { totals: { queued: 0, active: 0, due: 0, done: 0, failed: 0, rate: 0, bytesDone: 0, bytesTotal: 0 }, paused: false, ended: null };
