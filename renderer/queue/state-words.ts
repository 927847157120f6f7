import { formatClock } from '../../shared/format/date.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';
import { t } from '../locale/translate.ts';

/** What a row is doing, in words. */
export function stateText({ state, retryAt, note }: Pick<TransferRow, 'state' | 'retryAt' | 'note'>): string {
  switch (state) {
    case 'queued':
      return t('state.queued');
    case 'expanding':
      return t('state.expanding');
    case 'active':
      return t('state.active');
    case 'waiting':
      return retryAt === null ? t('state.waiting') : t('state.retrying', { time: formatClock(retryAt) });
    case 'paused':
      return t('state.paused');
    case 'done':
      return t(note === 'source-changed' ? 'state.doneAnew' : 'state.done');
    case 'skipped':
      return t('state.skipped');
    case 'failed':
      return t('state.failed');
    case 'cancelled':
      return t('state.cancelled');
    default:
      return assertNever(state);
  }
}
