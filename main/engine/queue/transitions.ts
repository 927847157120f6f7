import type { TransferState } from '../../../shared/model/transfer.ts';

/**
 * From which state an item may go to which. `waiting` is a file whose target the user is being asked about; it holds no connection and goes
 * back to `queued`. What has ended comes back by a retry only.
 */
export const transitions: Readonly<Record<TransferState, readonly TransferState[]>> = {
  queued: ['active', 'expanding', 'failed', 'cancelled'],
  expanding: ['done', 'failed', 'cancelled'],
  active: ['done', 'waiting', 'skipped', 'failed', 'cancelled'],
  waiting: ['queued', 'skipped', 'failed', 'cancelled'],
  done: [],
  skipped: [],
  failed: ['queued'],
  cancelled: ['queued'],
};

const ends: ReadonlySet<TransferState> = new Set(['done', 'skipped', 'failed', 'cancelled']);

export function hasEnded(state: TransferState): boolean {
  return ends.has(state);
}
