import { useState } from 'react';
import type { FailureData } from '../../shared/model/failure.ts';
import type { Outcome } from '../../shared/model/outcome.ts';

/** One call at a time, with what became of the last. */
export function useKeyCall() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureData | null>(null);
  const run = async <T>(call: () => Promise<Outcome<T>>, then: (value: T) => void): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    const outcome = await call();
    setBusy(false);
    if (outcome.ok) then(outcome.value);
    else setFailure(outcome.failure);
  };
  return { busy, failure, setFailure, run };
}
