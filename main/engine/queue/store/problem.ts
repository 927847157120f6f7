/**
 * What an error of SQLite means for the file. `inside`: its contents are damaged; `outside`: it cannot be read or written where it lies, and
 * may be sound; `full`: its disk has no room.
 */
export type Problem = 'inside' | 'outside' | 'full';

/** What the check at the start found: damage, or another version. */
export class UnfitDatabase extends Error {
  override readonly name = 'UnfitDatabase';
}

/** By the primary result codes: SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_NOTADB. */
const problems: Readonly<Record<number, Problem>> = { 10: 'outside', 11: 'inside', 13: 'full', 14: 'outside', 26: 'inside' };
const CONSTRAINT = 19;

/** Null for an error that says nothing of the file. */
export function problemOf(thrown: unknown): Problem | null {
  if (thrown instanceof UnfitDatabase) return 'inside';
  return problems[codeOf(thrown)] ?? null;
}

/** The row is there already, or may not be. */
export function isConstraint(thrown: unknown): boolean {
  return codeOf(thrown) === CONSTRAINT;
}

function codeOf(thrown: unknown): number {
  return thrown instanceof Error && 'errcode' in thrown && typeof thrown.errcode === 'number' ? thrown.errcode & 0xff : -1;
}
