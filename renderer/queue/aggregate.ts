import type { TransferId } from '../../shared/model/ids.ts';
import type { TransferProgress, TransferRow, TransferState } from '../../shared/model/transfer.ts';

/** What a folder row says of everything below it. */
export interface Aggregate {
  /** Rows, folders among them, that have not ended. */
  readonly pending: number;
  readonly files: number;
  readonly ended: number;
  readonly failed: number;
  readonly bytesTotal: number;
  /** Of files that have ended; what active ones have moved is added where it is shown. */
  readonly bytesEnded: number;
}

export const NOTHING_BELOW: Aggregate = { pending: 0, files: 0, ended: 0, failed: 0, bytesTotal: 0, bytesEnded: 0 };

export function hasEnded(state: TransferState): boolean {
  return state === 'done' || state === 'skipped' || state === 'failed' || state === 'cancelled';
}

/** What one row adds to the folders above it. */
export function shareOf(row: TransferRow): Aggregate {
  const ended = hasEnded(row.state);
  if (row.kind === 'directory') return { ...NOTHING_BELOW, pending: ended ? 0 : 1 };
  const size = row.size ?? 0;
  return {
    pending: ended ? 0 : 1,
    files: 1,
    ended: ended ? 1 : 0,
    failed: row.state === 'failed' ? 1 : 0,
    bytesTotal: size,
    bytesEnded: ended ? size : 0,
  };
}

export function combine(a: Aggregate, b: Aggregate, sign: 1 | -1): Aggregate {
  return {
    pending: a.pending + sign * b.pending,
    files: a.files + sign * b.files,
    ended: a.ended + sign * b.ended,
    failed: a.failed + sign * b.failed,
    bytesTotal: a.bytesTotal + sign * b.bytesTotal,
    bytesEnded: a.bytesEnded + sign * b.bytesEnded,
  };
}

/** What the active files below a folder have moved so far, in bytes. */
export function bytesMoving(rows: ReadonlyMap<TransferId, TransferRow>, progress: ReadonlyMap<TransferId, TransferProgress>, folder: TransferId): number {
  let bytes = 0;
  for (const moving of progress.values()) {
    let above = rows.get(moving.id)?.parent ?? null;
    while (above !== null && above !== folder) above = rows.get(above)?.parent ?? null;
    if (above === folder) bytes += moving.bytes;
  }
  return bytes;
}
