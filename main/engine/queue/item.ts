import type { Entry, TimePrecision } from '../../../shared/model/entry.ts';
import type { FailureData } from '../../../shared/model/failure.ts';
import type { SessionId, TransferId } from '../../../shared/model/ids.ts';
import type { OwnFile } from '../local/part-file.ts';
import { priorities, type FolderSums, type Place, type Priority, type TransferNote, type TransferRow, type TransferState } from '../../../shared/model/transfer.ts';

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
  /** Normal unless given. */
  readonly priority?: Priority;
  /** Its place among those of its priority; at the end unless given. */
  readonly position?: number;
  /** Paused or cancelled by the user before it had come in; queued unless given. */
  readonly held?: 'paused' | 'cancelled';
  /** Ended before it began: a name that cannot be, a link that is not followed. */
  readonly ended?: { readonly state: 'skipped' | 'failed'; readonly failure: FailureData | null; readonly note?: TransferNote };
}

/** What the source was when writing to the target began, so that a later attempt may go on where this one ended. */
export interface ResumeFacts {
  /** The temporary file that a download is written to; null for an upload. */
  readonly part: string | null;
  /** Of the source; null where unknown. */
  readonly size: number | null;
  /** Of the source, in milliseconds since the epoch; null where unknown. */
  readonly modified: number | null;
  readonly precision: TimePrecision | null;
  /** The temporary file on the server that an upload is written to; absent where that is the target itself. */
  readonly beside?: string;
  /** That file is whole, and is about to take the target's name. */
  readonly placing?: true;
  /** Bytes before the end of what an upload has left on the server that may have gaps; none where absent. */
  readonly loose?: number;
  /** Up to here an upload has left no gap, however much of its end is loose. */
  readonly firm?: number;
  /** The file at the target that this is to replace, as long as it is the same: nothing of it is ours. */
  readonly over?: Exclude<AtTarget, 'nothing'>;
  /** What lies at the target was no attempt of ours, but a file that the user wants to have continued. It is not given up without being asked. */
  readonly adopted?: true;
  /** How such a file was on this computer before anything was added to it, for when it goes back. */
  readonly own?: OwnFile;
}

/** What lies at a target: nothing, or a file, as far as its facts were told. */
export type AtTarget = 'nothing' | Pick<ResumeFacts, 'size' | 'modified' | 'precision'>;

/** One file or folder in the queue. Only queue.ts changes it, apart from `bytes`, which the transfer itself counts up. */
export interface Item extends Omit<Draft, 'to' | 'source' | 'size' | 'ended' | 'held' | 'priority' | 'position'> {
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
  /** An index into `priorities`. */
  priority: number;
  /** Its place among those of its priority; the smallest goes first. */
  position: number;
  /** Attempts that failed since the user last had it begin. */
  attempts: number;
  /** When the next one is due. */
  retryAt: number | null;
  note: TransferNote | null;
  /** Whether the sums of both ends agree; false where none could be compared, null where that was not asked for. */
  verified: boolean | null;
  /** Writing to the target has begun. */
  resume: ResumeFacts | null;
  /** Moved so far. */
  bytes: number;
  /** Of a copy between two servers: whether its bytes do not pass here; null until known. */
  direct: boolean | null;
  /** What lay at the target when it was settled that this item writes there; null where that is not settled. Whatever else has come there since is asked about. */
  decided: AtTarget | null;
  /** Which run of the queue, from idle to idle, it counts for in the totals. */
  run: number;
}

/** Made for every row that is read or entered, so that it is not checked: it has the form by its making. */
export function idOf(sequence: number): TransferId {
  return `t${sequence}` as TransferId;
}

/** Null for an id that this queue never gave out. */
export function sequenceOf(id: TransferId): number | null {
  const sequence = Number(id.slice(1));
  return Number.isSafeInteger(sequence) && idOf(sequence) === id ? sequence : null;
}

/** The item as the window sees it. */
export function rowOf(item: Item, below: FolderSums | null): TransferRow {
  const { id, parent, kind, direction, from, to, server, size, state, failure, startedAt, endedAt, retryAt, note, direct, verified } = item;
  return { id, parent, kind, direction, from, to, server, size, state, failure, startedAt, endedAt, retryAt, note, priority: priorities[item.priority]!, below, ...(direct === null ? {} : { direct }), ...(verified === null ? {} : { verified }) };
}
