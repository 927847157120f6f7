import type { QueueStatus, QueueTotals } from '../../../shared/model/transfer.ts';
import type { Item } from './item.ts';
import type { Meter } from './meter.ts';
import type { Queue } from './queue.ts';
import type { Batches } from './store/batches.ts';

/** Rows told along with the whole. */
const MOST_NEAR = 200;

export function totalsOf({ tally }: Queue, active: readonly Item[], meter: Meter): QueueTotals {
  const underWay = active.reduce((sum, item) => sum + item.bytes, 0);
  return {
    queued: tally.in('queued') + tally.in('waiting') + tally.in('paused'),
    active: tally.in('active') + tally.in('expanding'),
    due: tally.in('queued') + tally.retrying(),
    done: tally.filesIn('done'),
    failed: tally.in('failed'),
    rate: meter.rate(),
    bytesDone: tally.bytesDone() + underWay,
    bytesTotal: tally.bytesTotal(),
    ended: tally.ended(),
  };
}

export function statusOf(queue: Queue, batches: Batches, totals: QueueTotals, paused: boolean): QueueStatus {
  const near = queue.near().filter((item) => item.kind === 'file' && (item.state === 'active' || item.state === 'waiting'));
  return {
    totals,
    counts: queue.tally.counts(),
    servers: [...queue.tally.countsByLane()].map(([session, counts]) => ({ server: batches.labelOf(session), counts })),
    paused,
    near: near.slice(0, MOST_NEAR).map(queue.row),
    version: queue.version(),
  };
}
