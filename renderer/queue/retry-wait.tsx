import { useEffect, useState } from 'react';
import { describeFailure } from '../../shared/locale/describe-failure.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';
import { retryText } from './state-words.ts';

/** Counts down to the next attempt; what went wrong stands behind it. */
export function RetryWait({ row, retryAt }: { readonly row: TransferRow; readonly retryAt: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const why = row.failure === null ? null : describeFailure(row.failure).what;
  return (
    <span className="transfer-state transfer-state--retry" title={why ?? undefined}>
      {retryText(retryAt, now)}
      {why === null ? null : ` · ${why}`}
    </span>
  );
}
