import type { QueueTab } from '../../shared/model/transfer.ts';
import { type PlainKey, t } from '../locale/translate.ts';

const words: Readonly<Record<QueueTab, readonly [PlainKey, PlainKey]>> = {
  queued: ['queue.emptyQueued', 'queue.emptyQueuedHint'],
  failed: ['queue.emptyFailed', 'queue.emptyFailedHint'],
  done: ['queue.emptyDone', 'queue.emptyDoneHint'],
};

/** Why a tab shows nothing. */
export function QueueEmpty({ tab, search, searching }: { readonly tab: QueueTab; readonly search: string; readonly searching: boolean }) {
  if (searching) return <p className="dock-empty">{t('queue.searching')}</p>;
  return (
    <div className="dock-empty">
      <strong className="queue-empty-title">{search === '' ? t(words[tab][0]) : t('queue.notFound', { search })}</strong>
      <span>{search === '' ? t(words[tab][1]) : t('queue.notFoundHint')}</span>
    </div>
  );
}
