import type { TransferState } from '../../../shared/model/transfer.ts';
import type { Item } from './item.ts';
import { hasEnded } from './transitions.ts';

/** Sums over all items, kept up as they change, so that totals cost nothing however many items there are. */
export interface Tally {
  /** Adds an item's share, or takes it away before it changes. */
  count(item: Item, by: 1 | -1): void;
  /** Items in this state. */
  in(state: TransferState): number;
  /** Files, without folders, in this state. */
  filesIn(state: TransferState): number;
  /** Items that have not ended. */
  open(): number;
  /** Bytes of the present run that are done, apart from those of active files. */
  bytesDone(): number;
  /** Bytes of the present run, as far as sizes are known. */
  bytesTotal(): number;
  /** The number of the present run. A run lasts from idle to idle, so that a progress bar begins at zero each time. */
  run(): number;
}

export function createTally(): Tally {
  const states = new Map<TransferState, { items: number; files: number }>();
  let open = 0;
  let done = 0;
  let total = 0;
  let run = 0;
  const of = (state: TransferState) => {
    let counts = states.get(state);
    if (counts === undefined) states.set(state, (counts = { items: 0, files: 0 }));
    return counts;
  };

  return {
    count: (item, by) => {
      const counts = of(item.state);
      counts.items += by;
      if (item.kind === 'file') counts.files += by;
      if (!hasEnded(item.state)) open += by;
      if (item.run !== run || item.kind === 'directory') return;
      const size = item.size ?? 0;
      if (item.state === 'done') done += by * size;
      if (item.state === 'done' || !hasEnded(item.state)) total += by * size;
    },
    in: (state) => of(state).items,
    filesIn: (state) => of(state).files,
    open: () => open,
    bytesDone: () => done,
    bytesTotal: () => total,
    run: () => {
      if (open === 0 && (done > 0 || total > 0)) {
        run++;
        done = 0;
        total = 0;
      }
      return run;
    },
  };
}
