import type { QueueTab } from '../../shared/model/transfer.ts';
import { type PlainKey, t } from '../locale/translate.ts';

const words: Readonly<Record<QueueTab, readonly [PlainKey, PlainKey]>> = {
  queued: ['queue.emptyQueued', 'queue.emptyQueuedHint'],
  failed: ['queue.emptyFailed', 'queue.emptyFailedHint'],
  done: ['queue.emptyDone', 'queue.emptyDoneHint'],
};

/** Why a tab has nothing to show. */
export function QueueEmpty({ tab }: { readonly tab: QueueTab }) {
  return (
    <div className="dock-empty">
      <strong className="queue-empty-title">{t(words[tab][0])}</strong>
      <span>{t(words[tab][1])}</span>
    </div>
  );
}
