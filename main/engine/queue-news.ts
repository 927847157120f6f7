import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import { NO_NEWS, type QueueNews } from '../../shared/model/queue-news.ts';
import type { QueueTotals } from '../../shared/model/transfer.ts';

/** Two messages are at least so many milliseconds apart, except for the one about the end. */
const APART_MS = 250;

/** Makes of the engine's events what the host is told of the queue. */
export function createQueueNews(emit: (news: QueueNews) => void): (event: EngineEvent) => void {
  let news = NO_NEWS;
  let begun = false;
  let timer: NodeJS.Timeout | null = null;

  const tell = (): void => {
    timer = null;
    emit(news);
  };
  const take = (totals: QueueTotals, paused: boolean): void => {
    news = { totals, paused, ended: null };
    const ends = begun && totals.queued + totals.active === 0;
    begun = totals.queued + totals.active > 0;
    if (ends) {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      emit({ ...news, ended: totals.ended });
      return;
    }
    timer ??= setTimeout(tell, APART_MS);
  };

  return (event) => {
    if (event.type === 'queue') take(event.status.totals, event.status.paused);
    else if (event.type === 'progress') take(event.totals, news.paused);
  };
}
