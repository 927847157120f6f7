import { renameSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

const logs = ['-wal', '-shm'] as const;

/** Where that is made which is to take the place of a database file. */
export function newFileOf(file: string): string {
  return `${file}.new`;
}

/** Puts one database file in the place of another, whose write-ahead log goes first: it belongs to no other file. */
export function replaceFile(from: string, to: string): void {
  for (const log of logs) rmSync(to + log, { force: true });
  renameSync(from, to);
}

/** Removes a database file that nothing needs. */
export function dropFile(file: string): void {
  for (const tail of ['', ...logs]) rmSync(file + tail, { force: true });
}

/** Ends a transaction of which nothing is to stay; what broke the database may have ended it already. */
export function rollBack(database: DatabaseSync): void {
  quietly(() => {
    if (database.isTransaction) database.exec('ROLLBACK');
  });
}

/** Closes a database of which nothing more is wanted; one that cannot be closed is left to the end of the process. */
export function vacate(database: DatabaseSync): void {
  quietly(() => database.close());
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // The database is given up either way.
  }
}
