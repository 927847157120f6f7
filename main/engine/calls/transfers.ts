import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { EngineCalls } from '../../../shared/ipc/engine-calls.ts';
import type { Transfers } from '../queue/transfers.ts';

export function transferCalls(transfers: Transfers): Pick<Handlers<EngineCalls>, 'enqueue' | 'cancelTransfers' | 'retryTransfers' | 'clearTransfers' | 'pauseQueue'> {
  return {
    enqueue: (request) => transfers.enqueue(request),
    cancelTransfers: (ids) => transfers.cancel(ids),
    retryTransfers: (ids) => transfers.retry(ids),
    clearTransfers: (ids) => transfers.clear(ids),
    pauseQueue: (paused) => transfers.pause(paused),
  };
}
