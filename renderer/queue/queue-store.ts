import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TransferId } from '../../shared/model/ids.ts';
import type { QueueTotals, TransferProgress, TransferRow, TransferState } from '../../shared/model/transfer.ts';
import { type Aggregate, combine, NOTHING_BELOW, shareOf } from './aggregate.ts';

export type QueueTab = 'queued' | 'failed' | 'done';

export interface QueueState {
  /** Rows, progress and aggregates are changed in place; `version` rises with every change of the rows. */
  readonly rows: ReadonlyMap<TransferId, TransferRow>;
  readonly progress: ReadonlyMap<TransferId, TransferProgress>;
  readonly below: ReadonlyMap<TransferId, Aggregate>;
  readonly version: number;
  readonly totals: QueueTotals;
  readonly counts: Readonly<Record<QueueTab, number>>;
  readonly paused: boolean;
}

export const NO_TOTALS: QueueTotals = { queued: 0, active: 0, done: 0, failed: 0, rate: 0, bytesDone: 0, bytesTotal: 0 };

export function tabOf(state: TransferState): QueueTab {
  switch (state) {
    case 'queued':
    case 'expanding':
    case 'active':
    case 'waiting':
      return 'queued';
    case 'failed':
    case 'cancelled':
      return 'failed';
    case 'done':
    case 'skipped':
      return 'done';
  }
}

/** The tab that a row stands in: a folder has not ended before everything in it has. */
export function tabOfRow(row: TransferRow, below: ReadonlyMap<TransferId, Aggregate>): QueueTab {
  return (below.get(row.id)?.pending ?? 0) > 0 ? 'queued' : tabOf(row.state);
}

export interface Queue {
  readonly store: StoreApi<QueueState>;
  reset(rows: readonly TransferRow[], totals: QueueTotals): void;
  change(rows: readonly TransferRow[], removed: readonly TransferId[], totals: QueueTotals): void;
  progress(rows: readonly TransferProgress[], totals: QueueTotals): void;
  setPaused(paused: boolean): void;
}

export function createQueue(): Queue {
  let rows = new Map<TransferId, TransferRow>();
  let progress = new Map<TransferId, TransferProgress>();
  let below = new Map<TransferId, Aggregate>();
  let counts: Record<QueueTab, number> = { queued: 0, failed: 0, done: 0 };
  const store = createStore<QueueState>(() => ({ rows, progress, below, version: 0, totals: NO_TOTALS, counts, paused: false }));

  /** Adds (or takes away) what one row means for its tab's count and for the folders above it. */
  const account = (row: TransferRow, sign: 1 | -1): void => {
    // A folder counts only where it failed itself; otherwise its files do.
    if (row.kind === 'file' || tabOf(row.state) === 'failed') counts[tabOf(row.state)] += sign;
    const share = shareOf(row);
    for (let parent = row.parent; parent !== null; parent = rows.get(parent)?.parent ?? null) {
      below.set(parent, combine(below.get(parent) ?? NOTHING_BELOW, share, sign));
    }
  };

  const put = (row: TransferRow): void => {
    const before = rows.get(row.id);
    if (before !== undefined) account(before, -1);
    rows.set(row.id, row);
    account(row, 1);
    if (tabOf(row.state) !== 'queued') progress.delete(row.id);
  };
  const drop = (id: TransferId): void => {
    const before = rows.get(id);
    if (before === undefined) return;
    account(before, -1);
    rows.delete(id);
    progress.delete(id);
    below.delete(id);
  };
  const publish = (totals: QueueTotals): void =>
    store.setState((state) => ({ rows, progress, below, totals, counts: { ...counts }, version: state.version + 1 }));

  return {
    store,
    reset: (all, totals) => {
      rows = new Map();
      progress = new Map();
      below = new Map();
      counts = { queued: 0, failed: 0, done: 0 };
      for (const row of all) put(row);
      publish(totals);
    },
    change: (changed, removed, totals) => {
      for (const row of changed) put(row);
      for (const id of removed) drop(id);
      publish(totals);
    },
    progress: (changed, totals) => {
      for (const row of changed) if (rows.has(row.id)) progress.set(row.id, row);
      store.setState({ totals });
    },
    setPaused: (paused) => store.setState({ paused }),
  };
}
