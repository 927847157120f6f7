import { statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/** So much more than the database itself takes must be free before it is written to its disk again, in bytes. */
const ROOM = 1024 ** 2;

/** Whether the disk looks as if it takes the whole database. Trying it would hold all transfers up, and take the room that one of them may need. */
export function hasRoom(file: string, database: DatabaseSync): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
    const size = Number(database.prepare('PRAGMA page_size').get()?.['page_size']);
    return bavail * bsize > pages * size + ROOM;
  } catch {
    // A folder that is out of reach takes nothing.
    return false;
  }
}

/** Which file it is, whatever its name; null where there is none. */
export function inodeOf(file: string): bigint | null {
  try {
    return statSync(file, { bigint: true }).ino;
  } catch {
    // A folder that nobody can look into is as good as one without the file.
    return null;
  }
}
