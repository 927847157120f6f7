import type { TransferRow, TransferState } from '../../shared/model/transfer.ts';

/** What a folder row says of everything below it. */
export interface Aggregate {
  readonly files: number;
  readonly ended: number;
  readonly failed: number;
  readonly bytesTotal: number;
  /** Of files that have ended; what active ones have moved is added where it is shown. */
  readonly bytesEnded: number;
}

export const NOTHING_BELOW: Aggregate = { files: 0, ended: 0, failed: 0, bytesTotal: 0, bytesEnded: 0 };

export function hasEnded(state: TransferState): boolean {
  return state === 'done' || state === 'skipped' || state === 'failed' || state === 'cancelled';
}

/** What one file adds to the folders above it. */
export function shareOf(row: TransferRow): Aggregate {
  const ended = hasEnded(row.state);
  const size = row.size ?? 0;
  return {
    files: 1,
    ended: ended ? 1 : 0,
    failed: row.state === 'failed' ? 1 : 0,
    bytesTotal: size,
    bytesEnded: ended ? size : 0,
  };
}

export function combine(a: Aggregate, b: Aggregate, sign: 1 | -1): Aggregate {
  return {
    files: a.files + sign * b.files,
    ended: a.ended + sign * b.ended,
    failed: a.failed + sign * b.failed,
    bytesTotal: a.bytesTotal + sign * b.bytesTotal,
    bytesEnded: a.bytesEnded + sign * b.bytesEnded,
  };
}
