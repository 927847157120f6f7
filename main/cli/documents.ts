import { formatOctal } from '../../shared/format/permissions.ts';
import type { Entry, ModifiedTime, TimePrecision } from '../../shared/model/entry.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';
import { describeFailure } from '../../shared/locale/describe-failure.ts';

/** What `--json` prints: the one document on standard output. Keys are part of the command line's contract with scripts. */
export type JsonDocument = Readonly<Record<string, unknown>>;

const shownDigits: Readonly<Record<TimePrecision, (iso: string) => string>> = {
  day: (iso) => iso.slice(0, 10),
  minute: (iso) => `${iso.slice(0, 16)}Z`,
  second: (iso) => `${iso.slice(0, 19)}Z`,
  millisecond: (iso) => iso,
};

/** ISO 8601 in UTC, down to the smallest unit that the server gave. Null for a time that no calendar holds. */
export function isoTime({ at, precision }: ModifiedTime): string | null {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : shownDigits[precision](date.toISOString());
}

export function entryDocument(entry: Entry): JsonDocument {
  return {
    name: entry.name,
    kind: entry.kind,
    size: entry.size,
    modified: entry.modified && isoTime(entry.modified),
    modifiedPrecision: entry.modified?.precision ?? null,
    /** Octal, as chmod takes it. */
    mode: entry.mode === null ? null : formatOctal(entry.mode),
    owner: entry.owner,
    group: entry.group,
    linkTarget: entry.linkTarget,
    targetKind: entry.targetKind,
  };
}

/** `bytes` are those that the transfer moved. */
export function transferDocument(row: TransferRow, bytes: number): JsonDocument {
  return {
    direction: row.direction,
    kind: row.kind,
    from: row.from.path,
    to: row.to.path,
    state: row.state,
    bytes,
    ...(row.direct === undefined ? {} : { direct: row.direct }),
    ...(row.verified === undefined ? {} : { verified: row.verified }),
    ...(row.note === null ? {} : { note: row.note }),
    milliseconds: row.startedAt === null || row.endedAt === null ? null : row.endedAt - row.startedAt,
    ...(row.failure && failureDocument(row.failure)),
  };
}

export function failureDocument(failure: FailureData): { readonly failure: { readonly code: string; readonly message: string; readonly detail: string | null } } {
  const { what, next } = describeFailure(failure);
  return { failure: { code: failure.code, message: `${what} ${next}`, detail: failure.detail } };
}
