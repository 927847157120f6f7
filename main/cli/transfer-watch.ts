import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import type { TransferId } from '../../shared/model/ids.ts';
import type { QueueTotals, TransferRow } from '../../shared/model/transfer.ts';

/** What the queue did, once nothing of it is left to do. */
export interface TransferResult {
  readonly rows: readonly TransferRow[];
  /** Bytes that a row moved. */
  bytesOf(row: TransferRow): number;
}

export interface TransferWatch {
  take(event: EngineEvent): void;
  /** Settles when every row seen has ended and `complete` was called. */
  readonly ended: Promise<TransferResult>;
  /** Says that everything has been handed to the queue. */
  complete(): void;
}

const open: ReadonlySet<TransferRow['state']> = new Set(['queued', 'expanding', 'active', 'waiting']);

/** Follows the queue's events until all is done. `onProgress` gets the totals ten times a second. */
export function watchTransfers(onProgress: (totals: QueueTotals, rows: number) => void): TransferWatch {
  const rows = new Map<TransferId, TransferRow>();
  const bytes = new Map<TransferId, number>();
  let unfinished = 0;
  let handedOver = false;
  let settle: (result: TransferResult) => void;
  const ended = new Promise<TransferResult>((resolve) => {
    settle = resolve;
  });

  const check = (): void => {
    if (!handedOver || unfinished > 0) return;
    settle({
      rows: [...rows.values()],
      bytesOf: (row) => (row.state === 'done' ? (row.size ?? bytes.get(row.id) ?? 0) : (bytes.get(row.id) ?? 0)),
    });
  };

  return {
    ended,
    complete: () => {
      handedOver = true;
      check();
    },
    take: (event) => {
      if (event.type === 'progress') {
        for (const row of event.rows) bytes.set(row.id, row.bytes);
        onProgress(event.totals, rows.size);
      } else if (event.type === 'transfers') {
        for (const row of event.rows) {
          unfinished += Number(open.has(row.state)) - Number(open.has(rows.get(row.id)?.state ?? 'done'));
          rows.set(row.id, row);
        }
        check();
      }
    },
  };
}
