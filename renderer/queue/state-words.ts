import { assertNever } from '../../shared/model/assert-never.ts';
import type { TransferState } from '../../shared/model/transfer.ts';
import type { PlainKey } from '../locale/translate.ts';

export function stateWords(state: TransferState): PlainKey {
  switch (state) {
    case 'queued':
      return 'state.queued';
    case 'expanding':
      return 'state.expanding';
    case 'active':
      return 'state.active';
    case 'waiting':
      return 'state.waiting';
    case 'done':
      return 'state.done';
    case 'skipped':
      return 'state.skipped';
    case 'failed':
      return 'state.failed';
    case 'cancelled':
      return 'state.cancelled';
    default:
      return assertNever(state);
  }
}
