import { useEffect, useRef, useState } from 'react';
import type { FailureData } from '../../shared/model/failure.ts';
import type { OperationId } from '../../shared/model/ids.ts';
import type { Outcome } from '../../shared/model/outcome.ts';
import { freshOperation } from '../engine/fresh-id.ts';
import { useHawser } from '../use-hawser.ts';

/** One long call at a time, for a dialog: whether it is under way, how it failed, and a way to stop it. It is stopped when the dialog closes. */
export function useOperation() {
  const { engine } = useHawser();
  const running = useRef<OperationId | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureData | null>(null);
  const stop = (): void => {
    if (running.current !== null) void engine.cancel(running.current);
  };
  useEffect(() => () => {
    if (running.current !== null) void engine.cancel(running.current);
  }, [engine]);
  const run = async <T>(start: (id: OperationId) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const id = freshOperation();
    running.current = id;
    setBusy(true);
    setFailure(null);
    const outcome = await start(id);
    if (running.current === id) {
      running.current = null;
      setBusy(false);
      if (!outcome.ok) setFailure(outcome.failure);
    }
    return outcome;
  };
  return { busy, failure, run, stop };
}
