import type { OperationId } from '../../../shared/model/ids.ts';

/** Long calls under way, by the id that the caller gave them. */
export interface Operations {
  run<T>(id: OperationId, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Passes over an id that is not under way: the call may have ended meanwhile. */
  cancel(id: OperationId): void;
  cancelAll(): void;
}

export function createOperations(): Operations {
  const running = new Map<OperationId, AbortController>();
  return {
    run: async (id, work) => {
      const controller = new AbortController();
      running.set(id, controller);
      try {
        return await work(controller.signal);
      } finally {
        if (running.get(id) === controller) running.delete(id);
      }
    },
    cancel: (id) => running.get(id)?.abort(),
    cancelAll: () => {
      for (const controller of running.values()) controller.abort();
    },
  };
}
