import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';
import { salvage } from './salvage.ts';

/** The queue's database, with one open transaction that gathers writes until the next `commit`. */
export interface Database {
  /** Prepares a statement that reads. It sees what was written before, committed or not. */
  reading(sql: string): StatementSync;
  /** Prepares one that writes; running it opens the transaction. */
  writing(sql: string): (...values: readonly Value[]) => void;
  /** Puts everything written so far where neither a crash nor a kill of this process can take it back. */
  commit(): void;
  /** Resolves once everything written so far is there. All who ask in one turn of the loop share a commit, which costs as much as a small file. */
  settled(): Promise<void>;
  /** Runs before each commit. */
  onCommit(prepare: () => void): void;
  /** Commits and closes. */
  close(): void;
  /** What became of a damaged one; null where it was sound. */
  readonly setAside: { readonly keptAs: string; readonly rows: number } | null;
}
export type Value = null | number | string | Uint8Array;

/** What was written waits at most so long for its commit. */
const COMMIT_MS = 100;
/** An engine that is just ending may still hold the file. */
const BUSY_MS = 5_000;

/**
 * Opens the database in this file; without a file, one in memory. A damaged one is renamed, and what can be read of it comes into the fresh one.
 * Throws where the file cannot be used at all: a folder that cannot be written to, or another process that holds it.
 */
export function openDatabase(file: string | null): Database {
  const { database, setAside } = opened(file);
  let preparing: () => void = () => {};
  let timer: NodeJS.Timeout | null = null;
  let open = false;
  let settling: Promise<void> | null = null;

  const commit = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    preparing();
    if (open) database.exec('COMMIT');
    open = false;
  };
  return {
    reading: (sql) => database.prepare(sql),
    writing: (sql) => {
      const statement = database.prepare(sql);
      return (...values) => {
        if (!open) database.exec('BEGIN');
        open = true;
        timer ??= setTimeout(commit, COMMIT_MS);
        statement.run(...values);
      };
    },
    commit,
    settled: () => {
      settling ??= new Promise((resolve) => { setImmediate(resolve); }).then(() => {
        settling = null;
        if (open) commit();
      });
      return settling;
    },
    onCommit: (prepare) => {
      preparing = prepare;
    },
    close: () => {
      commit();
      if (timer !== null) clearTimeout(timer);
      database.close();
    },
    setAside,
  };
}

function opened(file: string | null): { readonly database: DatabaseSync; readonly setAside: Database['setAside'] } {
  if (file === null) return { database: fresh(':memory:'), setAside: null };
  const there = existsSync(file);
  let database: DatabaseSync | null = null;
  try {
    database = connect(file);
    if (!there) database.exec(`BEGIN; ${SCHEMA} COMMIT;`);
    else check(database);
    return { database, setAside: null };
  } catch (thrown) {
    database?.close();
    if (!isDamage(thrown)) throw thrown;
    const keptAs = moveAside(file);
    const replacement = fresh(file);
    return { database: replacement, setAside: { keptAs: basename(keptAs), rows: salvage(keptAs, replacement) } };
  }
}

function connect(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: BUSY_MS });
  database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = FAST;');
  return database;
}

function fresh(file: string): DatabaseSync {
  const database = connect(file);
  database.exec(`BEGIN; ${SCHEMA} COMMIT;`);
  return database;
}

function check(database: DatabaseSync): void {
  const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
  // Killed while it was made for the first time: there is nothing in it.
  if (version === 0 && database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.['tables'] === 0) {
    database.exec(`BEGIN; ${SCHEMA} COMMIT;`);
    return;
  }
  if (version !== SCHEMA_VERSION) throw new RangeError(`The queue is of version ${String(version)}.`);
  const verdict = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (verdict !== 'ok') throw new RangeError(String(verdict));
}

/** To a name that nothing has, with its write-ahead log, so that nothing of it is lost. */
function moveAside(file: string): string {
  const { name, ext } = parse(file);
  const time = new Date().toISOString().replaceAll(/[:.]/gu, '-');
  for (let attempt = 0; ; attempt++) {
    const kept = join(dirname(file), `${name}.damaged-${time}${attempt === 0 ? '' : `-${attempt}`}${ext}`);
    if (existsSync(kept)) continue;
    for (const tail of ['', '-wal', '-shm']) if (existsSync(file + tail)) renameSync(file + tail, kept + tail);
    return kept;
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const DAMAGE: ReadonlySet<number> = new Set([11, 26]);

function isDamage(thrown: unknown): boolean {
  if (thrown instanceof RangeError) return true;
  return thrown instanceof Error && 'errcode' in thrown && typeof thrown.errcode === 'number' && DAMAGE.has(thrown.errcode & 0xff);
}
