import { formatDuration } from '../../shared/format/duration.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';
import { t } from '../locale/translate.ts';

const doneWords = { 'source-changed': 'state.doneAnew', 'went-on': 'state.wentOn', 'began-anew': 'state.beganAnew', 'replaced-in-two-steps': 'state.doneInTwoSteps', 'link-kept': 'state.linkKept', 'link-left-out': 'state.linkLeftOut' } as const;

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
      return retryAt === null ? t('state.waiting') : retryText(retryAt, Date.now());
    case 'paused':
      return t('state.paused');
    case 'done':
      return t(note === null ? 'state.done' : doneWords[note]);
    case 'skipped':
      return t(note === 'link-left-out' ? 'state.linkLeftOut' : 'state.skipped');
    case 'failed':
      return t('state.failed');
    case 'cancelled':
      return t('state.cancelled');
    default:
      return assertNever(state);
  }
}

/** How long until the next attempt. */
export function retryText(retryAt: number, now: number): string {
  return retryAt <= now ? t('state.retryingNow') : t('state.retrying', { time: formatDuration((retryAt - now) / 1000) });
}
