import type { QueueTab, TransferState } from '../../../shared/model/transfer.ts';

/**
 * From which state an item may go to which. `waiting` is a file whose target the user is being asked about, or one whose next attempt is due
 * later; it holds no connection and goes back to `queued`. What has ended comes back by a retry only, and what is done by a look at the server that
 * finds less there.
 */
export const transitions: Readonly<Record<TransferState, readonly TransferState[]>> = {
  queued: ['active', 'expanding', 'paused', 'failed', 'cancelled'],
  expanding: ['done', 'queued', 'waiting', 'paused', 'failed', 'cancelled'],
  active: ['done', 'queued', 'waiting', 'paused', 'skipped', 'failed', 'cancelled'],
  waiting: ['queued', 'paused', 'skipped', 'failed', 'cancelled'],
  paused: ['queued', 'cancelled'],
  done: ['queued', 'waiting', 'failed'],
  skipped: ['queued'],
  failed: ['queued'],
  cancelled: ['queued'],
};

const ends: ReadonlySet<TransferState> = new Set(['done', 'skipped', 'failed', 'cancelled']);

export function hasEnded(state: TransferState): boolean {
  return ends.has(state);
}

/** The tab that a file in this state stands in. */
export function tabOf(state: TransferState): QueueTab {
  if (!ends.has(state)) return 'queued';
  return state === 'failed' || state === 'cancelled' ? 'failed' : 'done';
}
