import { z } from 'zod';
import type { FailureData } from './failure.ts';
import { sessionIdSchema, transferIdSchema, type TransferId } from './ids.ts';

export const placeSchema = z.object({ session: sessionIdSchema, path: z.string().min(1).max(32768) });
/** A path on one session; the local disk is a session too. */
export type Place = z.infer<typeof placeSchema>;

/** What the user asks to have moved: each source into the target directory, under `name`, or its own name where none is given. */
export const transferRequestSchema = z.object({
  sources: z
    .array(
      z.object({
        place: placeSchema,
        kind: z.enum(['file', 'directory']),
        size: z.int().nonnegative().nullable(),
        name: z.string().min(1).max(4096).optional(),
      }),
    )
    .min(1),
  targetDirectory: placeSchema,
});
export type TransferRequest = z.infer<typeof transferRequestSchema>;

/**
 * `expanding`: a folder whose contents are being added. `waiting`: for the user's answer, or for the next attempt where `retryAt` says when.
 * `paused`: held back by the user. `skipped`: the user kept the file that was there.
 */
export type TransferState = 'queued' | 'expanding' | 'active' | 'waiting' | 'paused' | 'done' | 'skipped' | 'failed' | 'cancelled';

/** From what goes first to what goes last. */
export const priorities = ['highest', 'high', 'normal', 'low', 'lowest'] as const;
export const prioritySchema = z.enum(priorities);
export type Priority = z.infer<typeof prioritySchema>;

/** Where rows go among their neighbours: to an end of the queue, or right beside another row. */
export const movementSchema = z.union([z.enum(['first', 'last']), z.object({ before: transferIdSchema }), z.object({ after: transferIdSchema })]);
export type Movement = z.infer<typeof movementSchema>;

export const queueTabs = ['queued', 'failed', 'done'] as const;
export type QueueTab = (typeof queueTabs)[number];

/** Rows by where they are listed, however many these are. */
export const transferScopeSchema = z.object({ tab: z.enum(queueTabs), server: z.string().max(2048).optional(), search: z.string().min(1).max(1000).optional() });
export type TransferScope = z.infer<typeof transferScopeSchema>;

/** What is said of a row besides its state: its source was another one than at the last attempt, so that it began anew; it went on where an earlier attempt had stopped; it began anew, since what had arrived could not be continued; the old file had to be removed before its successor, whole by then, took its name; or it is a link, which was left out or made a link at the target too. */
export type TransferNote = 'source-changed' | 'went-on' | 'began-anew' | 'replaced-in-two-steps' | 'link-left-out' | 'link-kept';

/** What a folder row says of everything below it. */
export interface FolderSums {
  /** Rows, folders among them, that have not ended. */
  readonly pending: number;
  readonly files: number;
  readonly ended: number;
  readonly failed: number;
  readonly bytesTotal: number;
  /** Of files that have ended; in a page also what active ones have moved so far. */
  readonly bytesDone: number;
}

export interface TransferRow {
  readonly id: TransferId;
  /** The folder row that this one was found in. */
  readonly parent: TransferId | null;
  readonly kind: 'file' | 'directory';
  readonly direction: 'upload' | 'download' | 'copy';
  readonly from: Place;
  readonly to: Place;
  /** The remote server in words. */
  readonly server: string;
  /** Bytes; null until known. */
  readonly size: number | null;
  readonly state: TransferState;
  readonly failure: FailureData | null;
  /** Milliseconds since the epoch; null until it started or ended. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly priority: Priority;
  /** When the next attempt begins by itself, in milliseconds since the epoch; null where none is due. */
  readonly retryAt: number | null;
  readonly note: TransferNote | null;
  /** Null for a file. */
  readonly below: FolderSums | null;
  /** Of a copy between two servers: whether the data flowed from one to the other and not through this computer. Absent until known. */
  readonly direct?: boolean;
  /** Whether the checksums of both ends agree; false where the server makes none. Absent where that was not asked for. */
  readonly verified?: boolean;
}

/** Which rows are wanted: the ended ones as one list, newest first; the queued ones as a tree, in the order in which they run. */
export const queuePageSchema = z.object({
  tab: z.enum(queueTabs),
  /** Folder rows of the queued tab whose contents are listed too. Files that run, or wait for an answer, are listed wherever they are. */
  expanded: z.array(transferIdSchema).max(1000),
  /** Only rows of this server, by its words (`TransferRow.server`). */
  server: z.string().max(2048).optional(),
  /** Only rows whose paths have this in them, in either case; queued ones then come as one list too. */
  search: z.string().min(1).max(1000).optional(),
  /** Puts the tree of queued rows under a head for each server; those of these servers are left out. */
  byServer: z.object({ closed: z.array(z.string().max(2048)).max(200) }).optional(),
  offset: z.int().nonnegative(),
  count: z.int().min(1).max(1000),
});
export type QueuePageRequest = z.infer<typeof queuePageSchema>;

export interface ListedRow {
  readonly row: TransferRow;
  /** How many folders that are listed it stands under. */
  readonly depth: number;
}

export interface QueuePage {
  readonly rows: readonly ListedRow[];
  /** Rows that there are, of which `rows` is a part; heads count as rows. */
  readonly total: number;
  /** Where the heads of servers stand among all rows; they are not in `rows`. Empty unless asked for. */
  readonly heads: readonly ServerHead[];
  /** Of a search that goes on: `partly`, what was found so far; `before`, what had been found before the queue changed. Asked again, there is more. */
  readonly found?: 'partly' | 'before';
}

export interface ServerHead {
  readonly server: string;
  readonly at: number;
}

/** Files by tab; of folders only those that failed themselves. */
export type TabCounts = Readonly<Record<QueueTab, number>>;

/** The queue as a whole, for a window: which rows there are it asks page by page. */
export interface QueueStatus {
  readonly totals: QueueTotals;
  readonly counts: TabCounts;
  readonly servers: readonly { readonly server: string; readonly counts: TabCounts }[];
  readonly paused: boolean;
  /** Rows that run or wait for an answer, wherever in the tree they stand. Few. */
  readonly near: readonly TransferRow[];
  /** Rises with every change of any row. */
  readonly version: number;
}

/** What changes ten times a second; everything else travels when it changes. For a window also of the folders above what runs, `bytes` being then `FolderSums.bytesDone`. */
export interface TransferProgress {
  readonly id: TransferId;
  readonly bytes: number;
  /** Bytes per second over the last few seconds. */
  readonly rate: number;
}

/** What came of a run of the queue, from idle to idle: files by how they ended, and of folders those that failed themselves. What was cancelled is not among them. */
export interface QueueResult {
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface QueueTotals {
  readonly queued: number;
  readonly active: number;
  /** Those of `queued` that begin by themselves, unless the queue is paused: they are not held back one by one, and wait for no answer. */
  readonly due: number;
  readonly done: number;
  readonly failed: number;
  /** Bytes per second, all transfers together. */
  readonly rate: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** Of the present run, or the last one; also of rows that have been cleared since. */
  readonly ended: QueueResult;
}
