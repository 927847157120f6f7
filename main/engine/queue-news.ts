import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import { NO_NEWS, type QueueNews, type QueueResult } from '../../shared/model/queue-news.ts';
import type { QueueTotals } from '../../shared/model/transfer.ts';

/** Two messages are at least so many milliseconds apart, except for the one about the end. */
const APART_MS = 250;

/** Makes of the engine's events what the host is told of the queue. */
export function createQueueNews(emit: (news: QueueNews) => void): (event: EngineEvent) => void {
  let news = NO_NEWS;
  /** What had been counted when work began; null while there is none. */
  let begun: QueueResult | null = null;
  let timer: NodeJS.Timeout | null = null;

  const tell = (): void => {
    timer = null;
    emit(news);
  };
  const take = (totals: QueueTotals, paused: boolean): void => {
    const { queued, active, done, failed } = totals;
    news = { totals, paused, ended: null };
    if (queued + active > 0) begun ??= { done, failed };
    else if (begun !== null) {
      if (timer !== null) clearTimeout(timer);
      const ended = { done: Math.max(0, done - begun.done), failed: Math.max(0, failed - begun.failed) };
      begun = null;
      timer = null;
      emit({ ...news, ended });
      return;
    }
    timer ??= setTimeout(tell, APART_MS);
  };

  return (event) => {
    if (event.type === 'queue') take(event.status.totals, event.status.paused);
    else if (event.type === 'progress') take(event.totals, news.paused);
  };
}
