import type { Entry } from '../../../shared/model/entry.ts';
import type { FailureData } from '../../../shared/model/failure.ts';
import type { SessionId, TransferId } from '../../../shared/model/ids.ts';
import type { Place, TransferRow, TransferState } from '../../../shared/model/transfer.ts';

/** What is known of an item before it stands in the queue. */
export interface Draft {
  readonly parent: TransferId | null;
  /** Items that one request brought, and what was found in them; an answer “for all” counts for these. */
  readonly batch: number;
  readonly kind: 'file' | 'directory';
  readonly direction: TransferRow['direction'];
  readonly from: Place;
  readonly to: Place;
  /** The target directory that the user chose. Nothing is written outside it. */
  readonly chosen: string;
  /** The remote server in words. */
  readonly server: string;
  /** The session whose connections it uses up. */
  readonly lane: SessionId;
  /** The source as listed; null where it was not. */
  readonly source: Entry | null;
  readonly size: number | null;
  /** Folders between it and the one that the user asked for. */
  readonly depth: number;
  /** Ended before it began: a name that cannot be, a link that is not followed. */
  readonly ended?: { readonly state: 'skipped' | 'failed'; readonly failure: FailureData | null };
}

/** One file or folder in the queue. Only queue.ts changes it, apart from `bytes`, which the transfer itself counts up. */
export interface Item extends Omit<Draft, 'to' | 'source' | 'size' | 'ended'> {
  readonly id: TransferId;
  /** Rises from item to item. */
  readonly sequence: number;
  to: Place;
  source: Entry | null;
  size: number | null;
  state: TransferState;
  failure: FailureData | null;
  startedAt: number | null;
  endedAt: number | null;
  /** Moved so far. */
  bytes: number;
  /** Of a copy between two servers: whether its bytes do not pass here; null until known. */
  direct: boolean | null;
  /** The user has decided about the file at the target. */
  decided: boolean;
  /** Which run of the queue, from idle to idle, it counts for in the totals. */
  run: number;
}

/** The item as the window sees it. */
export function rowOf(item: Item): TransferRow {
  const { id, parent, kind, direction, from, to, server, size, state, failure, startedAt, endedAt, direct } = item;
  return { id, parent, kind, direction, from, to, server, size, state, failure, startedAt, endedAt, ...(direct === null ? {} : { direct }) };
}
