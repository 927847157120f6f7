import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { problemOf, UnfitDatabase } from './problem.ts';
import { dropFile, newFileOf, replaceFile } from './replace-file.ts';
import { salvage } from './salvage.ts';
import { SCHEMA, SCHEMA_VERSION, UPGRADES } from './schema.ts';

/** What became of a damaged database. */
export interface SetAside {
  /** The name that it has. */
  readonly keptAs: string;
  /** Rows of the queue that could be read of it. */
  readonly rows: number;
}

/** An engine that is just ending may still hold the file. */
const BUSY_MS = 5_000;

/** Opens the database in this file, or one in memory; a damaged one is set aside. Throws where the file cannot be used at all. */
export function open(file: string | null): { readonly database: DatabaseSync; readonly setAside: SetAside | null } {
  if (file === null) return { database: fresh(':memory:'), setAside: null };
  const replacement = newFileOf(file);
  // A kill left what was to take its place: it was whole before its place was free.
  if (!existsSync(file) && existsSync(replacement)) replaceFile(replacement, file);
  const there = existsSync(file);
  let database: DatabaseSync | null = null;
  try {
    database = connect(file);
    if (!there) database.exec(`BEGIN; ${SCHEMA} COMMIT;`);
    else checkDatabase(database);
    return { database, setAside: null };
  } catch (thrown) {
    database?.close();
    if (problemOf(thrown) !== 'inside') throw thrown;
    // Whenever this is killed, the next start finds either the damaged file or all that could be saved.
    dropFile(replacement);
    const saved = fresh(replacement);
    const rows = salvage(file, saved);
    saved.close();
    const keptAs = moveAside(file);
    replaceFile(replacement, file);
    return { database: connect(file), setAside: { keptAs, rows } };
  }
}

export function connect(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: BUSY_MS });
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = FAST;');
  return database;
}

export function fresh(file: string): DatabaseSync {
  const database = connect(file);
  database.exec(`BEGIN; ${SCHEMA} COMMIT;`);
  return database;
}

function checkDatabase(database: DatabaseSync): void {
  const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
  // Killed while it was made for the first time: there is nothing in it.
  if (version === 0 && database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.['tables'] === 0) {
    database.exec(`BEGIN; ${SCHEMA} COMMIT;`);
    return;
  }
  if (version !== SCHEMA_VERSION && UPGRADES[Number(version)] === undefined) throw new UnfitDatabase(`The queue is of version ${String(version)}.`);
  const verdict = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (verdict !== 'ok') throw new UnfitDatabase(String(verdict));
}

/** Makes it one of the present version; fails as any write does. */
export function upgrade(database: DatabaseSync): void {
  const steps = UPGRADES[Number(database.prepare('PRAGMA user_version').get()?.['user_version'])];
  if (steps !== undefined) database.exec(`BEGIN; ${steps} COMMIT;`);
}

/** To a name that nothing has, which it gives back, with its write-ahead log, so that nothing of it is lost. */
export function moveAside(file: string): string {
  const { name, ext } = parse(file);
  const time = new Date().toISOString().replaceAll(/[:.]/gu, '-');
  for (let attempt = 0; ; attempt++) {
    const kept = join(dirname(file), `${name}.damaged-${time}${attempt === 0 ? '' : `-${attempt}`}${ext}`);
    if (existsSync(kept)) continue;
    for (const tail of ['', '-wal', '-shm']) if (existsSync(file + tail)) renameSync(file + tail, kept + tail);
    return basename(kept);
  }
}
