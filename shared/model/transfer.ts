import { z } from 'zod';
import type { FailureData } from './failure.ts';
import { sessionIdSchema, type TransferId } from './ids.ts';

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
        size: z.number().nonnegative().nullable(),
        name: z.string().min(1).max(4096).optional(),
      }),
    )
    .min(1),
  targetDirectory: placeSchema,
});
export type TransferRequest = z.infer<typeof transferRequestSchema>;

/** `expanding`: a folder whose contents are being added. `skipped`: the user kept the file that was there. */
export type TransferState = 'queued' | 'expanding' | 'active' | 'waiting' | 'done' | 'skipped' | 'failed' | 'cancelled';

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
  /** Of a copy between two servers: whether the data flowed from one to the other and not through this computer. Absent until known. */
  readonly direct?: boolean;
}

/** What changes ten times a second; everything else travels when it changes. */
export interface TransferProgress {
  readonly id: TransferId;
  readonly bytes: number;
  /** Bytes per second over the last few seconds. */
  readonly rate: number;
}

export interface QueueTotals {
  readonly queued: number;
  readonly active: number;
  readonly done: number;
  readonly failed: number;
  /** Bytes per second, all transfers together. */
  readonly rate: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}
