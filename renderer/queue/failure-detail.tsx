import { useStore } from 'zustand';
import { describeFailure } from '../../shared/locale/describe-failure.ts';
import type { TransferId } from '../../shared/model/ids.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { ServerWords } from '../ui/failure-card.tsx';
import { useHawser } from '../use-hawser.ts';

/** Below the failed rows: the whole reason of the chosen one, and what to do. */
export function FailureDetail({ id }: { readonly id: TransferId }) {
  const { engine, queue } = useHawser();
  const failure = useStore(queue.store, (state) => state.rows.get(id)?.failure ?? null);
  if (failure === null) return null;
  const { what, next } = describeFailure(failure);
  return (
    <div className="failure-detail" role="status">
      <div className="failure-detail-words">
        <p>
          <strong>{what}</strong> {next}
        </p>
        {failure.detail === null ? null : <ServerWords words={failure.detail} />}
      </div>
      <Button onClick={() => void engine.retryTransfers([id])}>{t('transfer.retryThis')}</Button>
    </div>
  );
}
