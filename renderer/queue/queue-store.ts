import { createStore, type StoreApi } from 'zustand/vanilla';
import { type AfterQueue, NOTHING_AFTER_QUEUE } from '../../shared/model/after-queue.ts';
import type { TransferId } from '../../shared/model/ids.ts';
import type { QueuePage, QueuePageRequest, QueueStatus, QueueTab, QueueTotals, TabCounts, TransferProgress, TransferRow } from '../../shared/model/transfer.ts';
import type { Hawser } from '../hawser.ts';
import { nextFrame } from './next-frame.ts';
import { createPacing } from './pacing.ts';
import { type ShownPage, shownPage } from './queue-slots.ts';
import { createQueueView, type QueueViewStore } from './queue-view.ts';

export type { QueueTab };

export interface QueueState {
  /** Rows that are on the screen, or that run. */
  readonly rows: ReadonlyMap<TransferId, TransferRow>;
  /** Changed in place; each setState tells of it. */
  readonly progress: ReadonlyMap<TransferId, TransferProgress>;
  readonly page: ShownPage | null;
  readonly totals: QueueTotals;
  readonly counts: TabCounts;
  readonly servers: QueueStatus['servers'];
  readonly paused: boolean;
}

export const NO_TOTALS: QueueTotals = { queued: 0, active: 0, due: 0, done: 0, failed: 0, rate: 0, bytesDone: 0, bytesTotal: 0, ended: { done: 0, failed: 0, skipped: 0 } };
export const NO_STATUS: QueueStatus = { totals: NO_TOTALS, counts: { queued: 0, failed: 0, done: 0 }, servers: [], paused: false, near: [], version: 0 };

/** To search, the engine reads all paths of a tab, and tells what it has found by then. */
export const SEARCH_MS = 200;

export interface Queue {
  readonly store: StoreApi<QueueState>;
  readonly view: QueueViewStore;
  /** What happens once nothing is left. */
  readonly after: StoreApi<AfterQueue>;
  /** The engine's word on the whole; what is on the screen is fetched anew. */
  take(status: QueueStatus): void;
  progress(rows: readonly TransferProgress[], totals: QueueTotals): void;
  /** The engine has let go, or holds back, all that waits. */
  setPaused(paused: boolean): void;
  /** What is on the screen from here on; null where nothing is. */
  show(wanted: QueuePageRequest | null): void;
}

/** The window's side of the queue: the whole in numbers, and of the rows only those that are on the screen. */
export function createQueue(engine: Pick<Hawser['engine'], 'queuePage'>, frame: () => Promise<void> = nextFrame): Queue {
  const progress = new Map<TransferId, TransferProgress>();
  let status = NO_STATUS;
  let wanted: QueuePageRequest | null = null;
  let fetching = false;
  let again = false;
  const pacing = createPacing();
  const store = createStore<QueueState>(() => ({ rows: new Map(), progress, page: null, totals: NO_TOTALS, counts: NO_STATUS.counts, servers: [], paused: false }));

  const rowsOf = (page: ShownPage | null): ReadonlyMap<TransferId, TransferRow> =>
    new Map([...(page?.slots ?? []).flatMap(({ listed }) => (listed === null ? [] : [listed.row])), ...status.near].map((row) => [row.id, asBefore(store.getState().rows.get(row.id), row)]));
  /** What has ended on the screen keeps its bytes until its page says so. */
  const forgetProgress = (): void => {
    const kept = new Set<string>([...status.near.map(({ id }) => id), ...(store.getState().page?.slots ?? []).map(({ key }) => key)]);
    for (const id of progress.keys()) if (!kept.has(id)) progress.delete(id);
  };
  const put = (request: QueuePageRequest, answer: QueuePage): void => {
    // What a folder says of its bytes is newer than the last progress.
    for (const { row } of answer.rows) if (row.kind === 'directory' || row.state !== 'active') progress.delete(row.id);
    const page = shownPage(request, answer);
    store.setState({ page, rows: rowsOf(page) });
  };
  /** Nobody reads what goes by faster than it can be answered, so that the engine is asked again once a frame shows what the one before showed. */
  const standsStill = async (): Promise<void> => {
    for (let seen: typeof wanted | undefined; seen !== wanted; await frame()) seen = wanted;
  };
  /** One question at a time; whatever changes meanwhile is asked about once more. */
  const fetch = async (): Promise<void> => {
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    do {
      again = false;
      const request = wanted;
      if (request === null) break;
      const answer = await pacing.measure(() => engine.queuePage(request));
      // Rows are made for what the next frame shows, not for what has been scrolled past by then.
      await frame();
      // An engine that has stopped tells of itself; the next one brings its own numbers.
      if (answer.ok && wanted !== null) {
        if (isPartOf(request, wanted)) put(request, answer.value);
        else await standsStill();
      }
      // A queue so long that a page of it costs the engine something is looked at less often while it moves, but another view of it at once.
      const searching = answer.ok && answer.value.found !== undefined;
      if (wanted === request) await pacing.rest(searching ? SEARCH_MS : 0);
      again ||= searching;
    } while (again);
    fetching = false;
  };

  return {
    store,
    view: createQueueView(),
    after: createStore<AfterQueue>(() => NOTHING_AFTER_QUEUE),
    take: (next) => {
      status = next;
      forgetProgress();
      const { totals, counts, servers, paused } = next;
      // Rows on the screen come with their page, which is on its way.
      store.setState((state) => ({ totals, counts, servers, paused, ...(wanted === null && { rows: rowsOf(state.page) }) }));
      void fetch();
    },
    progress: (changed, totals) => {
      for (const row of changed) progress.set(row.id, row);
      store.setState({ totals });
    },
    setPaused: (paused) => store.setState({ paused }),
    show: (request) => {
      if (JSON.stringify(request) === JSON.stringify(wanted)) return;
      wanted = request;
      pacing.wake();
      void fetch();
    },
  };
}

/** Whether the answer to one request has something to show for another. */
function isPartOf(asked: QueuePageRequest, wanted: QueuePageRequest): boolean {
  return asked.tab === wanted.tab && asked.search === wanted.search && asked.offset < wanted.offset + wanted.count && wanted.offset < asked.offset + asked.count;
}

/** The row that is there, where the new one says the same: nothing that shows it is drawn anew. */
function asBefore(before: TransferRow | undefined, now: TransferRow): TransferRow {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now) ? before : now;
}
