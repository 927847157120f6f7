import type { TransferRow } from '../../shared/model/transfer.ts';
import type { Hawser } from '../hawser.ts';
import type { Slot } from './queue-slots.ts';

/** A folder of the tree that has something left in it. */
export function isExpandable({ below }: TransferRow): boolean {
  return below !== null && below.pending > 0;
}

/** Shows or hides what is under a server or in a folder; `open` says which, else it changes. */
export function toggleLine({ queue }: Pick<Hawser, 'queue'>, slot: Slot, open?: boolean): void {
  const { expanded, closed, tab } = queue.view.getState();
  if (tab !== 'queued') return;
  if (slot.server !== null) queue.view.setState({ closed: withOrWithout(closed, slot.server, !(open ?? closed.has(slot.server))) });
  else if (isExpandable(slot.listed.row)) queue.view.setState({ expanded: withOrWithout(expanded, slot.listed.row.id, open ?? !expanded.has(slot.listed.row.id)) });
}

function withOrWithout<T>(set: ReadonlySet<T>, one: T, having: boolean): ReadonlySet<T> {
  const changed = new Set(set);
  if (having) changed.add(one);
  else changed.delete(one);
  return changed;
}
