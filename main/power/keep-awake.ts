import type { QueueNews } from '../../shared/model/queue-news.ts';

/** The part of Electron's powerSaveBlocker that counts here. */
export interface PowerSaveBlocker {
  start(type: 'prevent-app-suspension'): number;
  stop(id: number): boolean;
}

/** Keeps the computer, not its screen, awake while transfers run or are due, such as a next attempt: nobody is there to wake it for that. */
export function createKeepAwake(blocker: PowerSaveBlocker): (news: QueueNews) => void {
  let held: number | null = null;
  return ({ totals, paused }) => {
    const wanted = totals.active > 0 || (totals.due > 0 && !paused);
    if (wanted && held === null) held = blocker.start('prevent-app-suspension');
    else if (!wanted && held !== null) {
      blocker.stop(held);
      held = null;
    }
  };
}
