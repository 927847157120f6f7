import type { QueueNews } from '../../shared/model/queue-news.ts';

export interface TaskbarProgress {
  /** From 0 to 1; -1 for none, 2 for one whose end nobody knows. */
  readonly value: number;
  readonly mode: 'normal' | 'paused';
}

/** What the taskbar or the dock shows of the queue. */
export function taskbarProgress({ totals, paused }: QueueNews): TaskbarProgress {
  if (totals.queued + totals.active === 0) return { value: -1, mode: 'normal' };
  const value = totals.bytesTotal > 0 ? Math.min(1, totals.bytesDone / totals.bytesTotal) : 2;
  return paused ? { value: value === 2 ? 0 : value, mode: 'paused' } : { value, mode: 'normal' };
}
