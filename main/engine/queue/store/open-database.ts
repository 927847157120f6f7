import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { problemOf } from './problem.ts';
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
    const kept = moveAside(file);
    const replacement = fresh(file);
    return { database: replacement, setAside: { keptAs: kept.name, rows: salvage(kept.path, replacement) } };
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
  const upgrade = UPGRADES[Number(version)];
  if (version !== SCHEMA_VERSION && upgrade === undefined) throw new RangeError(`The queue is of version ${String(version)}.`);
  const verdict = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (verdict !== 'ok') throw new RangeError(String(verdict));
  if (upgrade !== undefined) database.exec(`BEGIN; ${upgrade} COMMIT;`);
}

/** To a name that nothing has, with its write-ahead log, so that nothing of it is lost. */
export function moveAside(file: string): { readonly path: string; readonly name: string } {
  const { name, ext } = parse(file);
  const time = new Date().toISOString().replaceAll(/[:.]/gu, '-');
  for (let attempt = 0; ; attempt++) {
    const kept = join(dirname(file), `${name}.damaged-${time}${attempt === 0 ? '' : `-${attempt}`}${ext}`);
    if (existsSync(kept)) continue;
    for (const tail of ['', '-wal', '-shm']) if (existsSync(file + tail)) renameSync(file + tail, kept + tail);
    return { path: kept, name: basename(kept) };
  }
}
