import type { SessionId } from '../../../shared/model/ids.ts';
import type { QueueResult, TabCounts, TransferState } from '../../../shared/model/transfer.ts';
import { hasEnded, tabOf } from './transitions.ts';

/** What the tally reads of an item. */
export interface Counted {
  readonly kind: 'file' | 'directory';
  readonly state: TransferState;
  readonly size: number | null;
  readonly lane: SessionId;
  readonly run: number;
  /** Of one that waits: when its next attempt is due; null, or absent, where it waits for something else. */
  readonly retryAt?: number | null;
}

/** Sums over all items, kept up as they change, so that totals cost nothing however many items there are. */
export interface Tally {
  /** Adds an item's share, or takes it away before it changes. */
  count(item: Counted, by: 1 | -1): void;
  /** Takes away an item that is cleared; how it ended counts on. */
  remove(item: Counted): void;
  /** Adds so many alike at once, `size` being that of all together. */
  countMany(items: Counted, many: number): void;
  /** Makes the sums those of what `count` counts, in the same run; what has come of it so far stays, also of rows that are gone. */
  recount(count: () => void): void;
  /** Items in this state. */
  in(state: TransferState): number;
  /** Files, without folders, in this state. */
  filesIn(state: TransferState): number;
  /** Folders that are being looked into, or wait for their turn. */
  foldersOpen(): number;
  /** Items whose next attempt is due later. */
  retrying(): number;
  /** Items that have not ended. */
  open(): number;
  /** By tab: files, and folders only where they failed themselves. */
  counts(): TabCounts;
  /** The same of each lane that has any. */
  countsByLane(): Iterable<readonly [SessionId, TabCounts]>;
  /** Bytes of the present run that are done, apart from those of active files. */
  bytesDone(): number;
  /** Bytes of the present run, as far as sizes are known. */
  bytesTotal(): number;
  /** What has come of the present run so far. */
  ended(): QueueResult;
  /** The number of the present run. A run lasts from idle to idle, so that a progress bar begins at zero each time. */
  run(): number;
}

const NOTHING: QueueResult = { done: 0, failed: 0, skipped: 0 };

function isResult(state: TransferState): state is keyof QueueResult {
  return state in NOTHING;
}

/** `firstRun`: the run that an earlier engine was in, where it left anything open. */
export function createTally(firstRun = 0): Tally {
  const states = new Map<TransferState, { items: number; files: number }>();
  const lanes = new Map<SessionId, { queued: number; failed: number; done: number }>();
  let ended = NOTHING;
  let open = 0;
  let retrying = 0;
  let done = 0;
  let total = 0;
  let run = firstRun;
  const of = (state: TransferState) => {
    let counts = states.get(state);
    if (counts === undefined) states.set(state, (counts = { items: 0, files: 0 }));
    return counts;
  };
  const onLane = (lane: SessionId) => {
    let counts = lanes.get(lane);
    if (counts === undefined) lanes.set(lane, (counts = { queued: 0, failed: 0, done: 0 }));
    return counts;
  };
  const add = (item: Counted, many: number, bytes: number): void => {
    const counts = of(item.state);
    counts.items += many;
    if (item.kind === 'file') counts.files += many;
    const tab = tabOf(item.state);
    if (item.kind === 'file' || tab === 'failed') onLane(item.lane)[tab] += many;
    if (!hasEnded(item.state)) open += many;
    if (item.state === 'waiting' && typeof item.retryAt === 'number') retrying += many;
    if (item.run !== run) return;
    if (isResult(item.state) && (item.kind === 'file' || item.state === 'failed')) ended = { ...ended, [item.state]: ended[item.state] + many };
    if (item.kind === 'directory') return;
    if (item.state === 'done') done += bytes;
    if (item.state === 'done' || !hasEnded(item.state)) total += bytes;
  };

  return {
    count: (item, by) => add(item, by, by * (item.size ?? 0)),
    remove: (item) => {
      const before = ended;
      add(item, -1, -(item.size ?? 0));
      ended = before;
    },
    countMany: (items, many) => add(items, many, items.size ?? 0),
    recount: (count) => {
      const before = ended;
      states.clear();
      lanes.clear();
      [open, retrying, done, total] = [0, 0, 0, 0];
      count();
      ended = before;
    },
    in: (state) => of(state).items,
    filesIn: (state) => of(state).files,
    foldersOpen: () => of('expanding').items + of('queued').items - of('queued').files,
    open: () => open,
    retrying: () => retrying,
    counts: () => {
      const sum = { queued: 0, failed: 0, done: 0 };
      for (const counts of lanes.values()) for (const tab of ['queued', 'failed', 'done'] as const) sum[tab] += counts[tab];
      return sum;
    },
    countsByLane: () => [...lanes].filter(([, counts]) => counts.queued + counts.failed + counts.done > 0).map(([lane, counts]) => [lane, { ...counts }] as const),
    bytesDone: () => done,
    bytesTotal: () => total,
    ended: () => ended,
    run: () => {
      if (open === 0 && (done > 0 || total > 0 || ended !== NOTHING)) {
        run++;
        ended = NOTHING;
        done = 0;
        total = 0;
      }
      return run;
    },
  };
}
