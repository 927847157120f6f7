import { useCallback, useEffect, useRef, useState } from 'react';
import type { FailureData } from '../../shared/model/failure.ts';
import type { OperationId } from '../../shared/model/ids.ts';
import type { Outcome } from '../../shared/model/outcome.ts';
import { freshOperation } from '../engine/fresh-id.ts';
import { useHawser } from '../use-hawser.ts';

/**
 * One long call at a time, for a dialog: whether it is under way, how it failed, and a way to stop it. It is stopped when the dialog closes.
 * What has something else to wait for before it calls the engine asks `isStopped` then, since the engine stops only what it knows.
 */
export function useOperation() {
  const { engine } = useHawser();
  const running = useRef<{ readonly id: OperationId; stopped: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureData | null>(null);
  const stop = useCallback((): void => {
    if (running.current === null) return;
    running.current.stopped = true;
    void engine.cancel(running.current.id);
  }, [engine]);
  useEffect(() => stop, [stop]);
  const run = async <T>(start: (id: OperationId, isStopped: () => boolean) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const operation = { id: freshOperation(), stopped: false };
    running.current = operation;
    setBusy(true);
    setFailure(null);
    const outcome = await start(operation.id, () => operation.stopped);
    if (running.current === operation) {
      running.current = null;
      setBusy(false);
      if (!outcome.ok) setFailure(outcome.failure);
    }
    return outcome;
  };
  return { busy, failure, run, stop };
}
