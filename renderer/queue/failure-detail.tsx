import { useStore } from 'zustand';
import { describeFailure } from '../../shared/locale/describe-failure.ts';
import type { TransferId } from '../../shared/model/ids.ts';
import { t } from '../locale/translate.ts';
import { Button } from '../ui/button.tsx';
import { ServerWords } from '../ui/failure-card.tsx';
import { useHawser } from '../use-hawser.ts';
import type { Slot } from './queue-slots.ts';
import './failure-detail.css';

/** Below the rows: the whole reason of the one that the keyboard is on, and what to do. */
export function FailureDetail({ slot }: { readonly slot: Slot | undefined }) {
  return slot === undefined || slot.listed === null ? null : <Detail id={slot.listed.row.id} />;
}

function Detail({ id }: { readonly id: TransferId }) {
  const { engine, queue } = useHawser();
  const row = useStore(queue.store, (state) => state.rows.get(id));
  if (row === undefined || row.failure === null) return null;
  const { what, next } = describeFailure(row.failure);
  return (
    <div className="failure-detail" role="status">
      <div className="failure-detail-words">
        <p>
          <strong>{what}</strong> {next}
        </p>
        {row.failure.detail === null ? null : <ServerWords words={row.failure.detail} />}
      </div>
      <Button onClick={() => void engine.retryTransfers([id])}>{t(row.retryAt === null ? 'transfer.retryThis' : 'transfer.retryNow')}</Button>
    </div>
  );
}
