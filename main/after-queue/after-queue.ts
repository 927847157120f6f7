import { type AfterQueue, type AfterQueueAction, type AfterQueueChoice, NOTHING_AFTER_QUEUE } from '../../shared/model/after-queue.ts';
import type { QueueNews } from '../../shared/model/queue-news.ts';
import type { QueueResult } from '../../shared/model/transfer.ts';
import { splitArguments } from './split-arguments.ts';

/** What can be done; each may fail, which `failed` is told of. */
export type AfterQueueDeeds = Readonly<Record<Exclude<AfterQueueAction, 'nothing' | 'program'>, () => void | Promise<void>>> & {
  readonly program: (path: string, args: readonly string[] | null, result: QueueResult) => void | Promise<void>;
};

export interface AfterQueueOptions {
  readonly platform: NodeJS.Platform;
  readonly deeds: AfterQueueDeeds;
  /** Notification and sound, as the settings say. */
  readonly tell: (result: QueueResult) => void;
  readonly changed: (after: AfterQueue) => void;
  readonly failed: (thrown: unknown) => void;
}

/** The choice lasts as long as the app runs: nothing shuts a computer down because of what was chosen some day. */
export interface AfterQueueControl {
  value(): AfterQueue;
  choose(choice: AfterQueueChoice): AfterQueue;
  useProgram(path: string): AfterQueue;
  /** Stops what is about to happen, and lets it happen no more. */
  cancel(): void;
  /** Does at once what is about to happen. */
  now(): void;
  news(news: QueueNews): void;
}

/** Seconds to think better of it. */
export const COUNTDOWN_SECONDS = 30;
/** What cannot be undone by a click is announced, and done once. */
const grave: readonly AfterQueueAction[] = ['quit', 'sleep', 'shut-down'];

export function createAfterQueue({ platform, deeds, tell, changed, failed }: AfterQueueOptions): AfterQueueControl {
  let after = NOTHING_AFTER_QUEUE;
  let timer: NodeJS.Timeout | undefined;
  let latest: QueueResult = { done: 0, failed: 0, skipped: 0 };
  const set = (change: Partial<AfterQueue>): AfterQueue => {
    after = { ...after, ...change };
    changed(after);
    return after;
  };
  const stop = (): void => {
    clearTimeout(timer);
    if (after.countdown !== null) set({ countdown: null });
  };
  const act = (action: AfterQueueAction): void => {
    stop();
    if (!after.always || grave.includes(action)) set({ action: 'nothing', always: false });
    const { program, args } = after;
    const done = async (): Promise<void> => {
      if (action === 'program') {
        if (program !== null) await deeds.program(program, args, latest);
      } else if (action !== 'nothing') await deeds[action]();
    };
    done().catch(failed);
  };

  return {
    value: () => after,
    choose: ({ action, always, argumentLine }) => {
      stop();
      if (action === 'program' && after.program === null) return after;
      return set({ action, always: always && !grave.includes(action), argumentLine, args: splitArguments(argumentLine, platform) });
    },
    useProgram: (program) => {
      stop();
      return set({ program, action: 'program' });
    },
    cancel: () => {
      if (after.countdown === null) return;
      stop();
      set({ action: 'nothing', always: false });
    },
    now: () => {
      if (after.countdown !== null) act(after.countdown.action);
    },
    news: ({ totals, ended }) => {
      // Work has come in meanwhile; what was chosen holds for its end.
      if (totals.queued + totals.active > 0) stop();
      // A queue that was only emptied has not been worked off.
      if (ended === null || ended.done + ended.failed + ended.skipped === 0) return;
      latest = ended;
      tell(ended);
      const { action } = after;
      if (!grave.includes(action)) {
        if (action !== 'nothing') act(action);
        return;
      }
      // Work that was over before anybody heard of it ends the queue a second time.
      clearTimeout(timer);
      set({ countdown: { action, until: Date.now() + COUNTDOWN_SECONDS * 1000 } });
      timer = setTimeout(() => act(action), COUNTDOWN_SECONDS * 1000);
    },
  };
}
