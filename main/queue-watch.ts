import { type App, powerSaveBlocker } from 'electron';
import type { QueueNews } from '../shared/model/queue-news.ts';
import type { AfterQueueControl } from './after-queue/after-queue.ts';
import { assembleAfterQueue, type AfterQueueServices } from './after-queue/assemble.ts';
import { createKeepAwake } from './power/keep-awake.ts';
import { taskbarProgress } from './window/progress.ts';

/** What main does as the queue works: the taskbar shows it, the computer stays awake, and at the end what was chosen for it happens. */
export interface QueueWatch {
  news(news: QueueNews): void;
  readonly afterQueue: AfterQueueControl;
}

export function createQueueWatch(services: AfterQueueServices): QueueWatch {
  const { app, window } = services;
  const keepAwake = createKeepAwake(powerSaveBlocker);
  const afterQueue = assembleAfterQueue(services);
  return {
    afterQueue,
    news: (news) => {
      keepAwake(news);
      const { value, mode } = taskbarProgress(news);
      window.current()?.setProgressBar(value, { mode });
      showBadge(app, news);
      afterQueue.news(news);
    },
  };
}

/** Elsewhere than on the dock, a number on the icon means unread messages. */
function showBadge(app: App, { totals }: QueueNews): void {
  if (process.platform === 'darwin') app.setBadgeCount(totals.queued + totals.active);
}
