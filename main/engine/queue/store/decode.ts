import type { Entry, TimePrecision } from '../../../../shared/model/entry.ts';
import type { FailureData } from '../../../../shared/model/failure.ts';
import type { SessionId } from '../../../../shared/model/ids.ts';
import type { FolderSums, TransferNote, TransferRow } from '../../../../shared/model/transfer.ts';
import { idOf, type AtTarget, type Item, type ResumeFacts } from '../item.ts';
import { sortNumber, states } from './schema.ts';
import { fromStored } from './text.ts';

/** What the items of one request have in common. */
export interface Batch {
  readonly id: number;
  readonly direction: TransferRow['direction'];
  readonly from: SessionId;
  readonly to: SessionId;
  readonly lane: SessionId;
  readonly chosen: string;
  readonly server: string;
}

export type StoredRow = Readonly<Record<string, unknown>>;

export const ITEM_COLUMNS =
  'id, parent, batch, sort, depth, state, priority, position, from_path, to_path, size, source, failure, started, ended, attempts, retry_at, note, resume, decided, direct, verified, run';
export const SUM_COLUMNS = 'pending, files, files_ended, files_failed, bytes_total, bytes_ended';

export function itemOf(row: StoredRow, batch: Batch): Item {
  const path = fromStored(row['from_path']);
  const parent = numberOrNull(row['parent']);
  return {
    id: idOf(Number(row['id'])),
    sequence: Number(row['id']),
    parent: parent === null ? null : idOf(parent),
    batch: batch.id,
    kind: row['sort'] === sortNumber.directory ? 'directory' : 'file',
    direction: batch.direction,
    from: { session: batch.from, path },
    to: { session: batch.to, path: fromStored(row['to_path']) },
    chosen: batch.chosen,
    server: batch.server,
    lane: batch.lane,
    depth: Number(row['depth']),
    source: sourceOf(row['source'], path),
    size: numberOrNull(row['size']),
    state: states[Number(row['state'])]!,
    failure: parsed<FailureData>(row['failure']),
    startedAt: numberOrNull(row['started']),
    endedAt: numberOrNull(row['ended']),
    priority: Number(row['priority']),
    position: Number(row['position']),
    attempts: Number(row['attempts']),
    retryAt: numberOrNull(row['retry_at']),
    note: textOrNull(row['note']) as TransferNote | null,
    resume: parsed<ResumeFacts>(row['resume']),
    bytes: 0,
    decided: parsed<AtTarget>(row['decided']),
    direct: row['direct'] === null ? null : row['direct'] === 1,
    verified: row['verified'] === null || row['verified'] === undefined ? null : row['verified'] === 1,
    run: Number(row['run']),
  };
}

export function sumsOf(row: StoredRow): FolderSums {
  const [pending, files, ended, failed, bytesTotal, bytesDone] = [row['pending'], row['files'], row['files_ended'], row['files_failed'], row['bytes_total'], row['bytes_ended']].map(Number);
  return { pending: pending!, files: files!, ended: ended!, failed: failed!, bytesTotal: bytesTotal!, bytesDone: bytesDone! };
}

type SourceFacts = readonly [kind: Entry['kind'], size: number | null, rounded: 0 | 1, modified: number | null, precision: TimePrecision | null, mode: number | null, target: Entry['targetKind'], name: string | null];

/** What a later attempt, or a question, must know of the source as it was listed. Its name stands at the end of its path on almost every system. */
export function storedSource(source: Entry | null, path: string): string | null {
  if (source === null) return null;
  const name = path.endsWith(`/${source.name}`) ? null : source.name;
  const facts: SourceFacts = [source.kind, source.size, source.sizeRounded === true ? 1 : 0, source.modified?.at ?? null, source.modified?.precision ?? null, source.mode, source.targetKind, name];
  // JSON escapes lone surrogates, so that the column is always text.
  return JSON.stringify(facts);
}

function sourceOf(stored: unknown, path: string): Entry | null {
  const facts = parsed<SourceFacts>(stored);
  if (facts === null) return null;
  const [kind, size, rounded, modified, precision, mode, targetKind, name] = facts;
  return {
    name: name ?? path.slice(path.lastIndexOf('/') + 1),
    kind, size, mode, targetKind,
    ...(rounded === 1 ? { sizeRounded: true as const } : {}),
    modified: modified === null || precision === null ? null : { at: modified, precision },
    owner: null, group: null, linkTarget: null,
  };
}

function parsed<T>(stored: unknown): T | null {
  return typeof stored === 'string' ? (JSON.parse(stored) as T) : null;
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
