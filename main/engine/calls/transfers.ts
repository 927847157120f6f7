import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { EngineCalls } from '../../../shared/ipc/engine-calls.ts';
import type { Transfers } from '../queue/transfers.ts';

type TransferCalls =
  | 'enqueue' | 'cancelTransfers' | 'retryTransfers' | 'clearTransfers' | 'pauseTransfers' | 'prioritizeTransfers' | 'moveTransfers'
  | 'pauseQueue' | 'queuePage' | 'networkChanged' | 'exportQueue' | 'importQueue';

export function transferCalls(transfers: Transfers): Pick<Handlers<EngineCalls>, TransferCalls> {
  return {
    enqueue: (request) => transfers.enqueue(request),
    cancelTransfers: (ids) => transfers.cancel(ids),
    retryTransfers: (ids) => transfers.retry(ids),
    clearTransfers: (ids) => transfers.clear(ids),
    pauseTransfers: (ids, paused) => transfers.hold(ids, paused),
    prioritizeTransfers: (ids, priority) => transfers.prioritize(ids, priority),
    moveTransfers: (ids, movement) => transfers.rearrange(ids, movement),
    pauseQueue: (paused) => transfers.pause(paused),
    queuePage: (request) => transfers.page(request),
    networkChanged: (there) => transfers.network(there),
    exportQueue: () => transfers.exported(),
    importQueue: (file) => transfers.imported(file),
  };
}
