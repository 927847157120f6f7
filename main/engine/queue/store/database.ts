import { existsSync } from 'node:fs';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { hasRoom, inodeOf } from './file-on-disk.ts';
import { connect, fresh, moveAside, open, upgrade, type SetAside } from './open-database.ts';
import { isConstraint, problemOf } from './problem.ts';
import { dropFile, newFileOf, replaceFile, rollBack, vacate } from './replace-file.ts';
import { unbrokenRows } from './unbroken-rows.ts';
import { salvageFrom } from './salvage.ts';

/** The queue's database, with one open transaction that gathers writes until the next `commit`. */
export interface Database {
  /** Prepares a statement that reads. It sees what was written before, committed or not. */
  reading(sql: string): Reading;
  /** Prepares one that writes. It runs along with others, before whatever reads or commits next: rows one after the other cost much less than each by itself. */
  writing(sql: string): (...values: readonly Value[]) => void;
  /** Puts everything written so far where neither a crash nor a kill of this process can take it back, as long as the disk takes it. */
  commit(): void;
  /** Resolves once everything written so far is there. All who ask in one turn of the loop share a commit, which costs as much as a small file. */
  settled(): Promise<void>;
  /** What it gives back commits what was written so far, unless that has been done meanwhile for something else. */
  pending(): () => void;
  /** Runs before each commit. */
  onCommit(prepare: () => void): void;
  /** Runs, apart from whatever goes on at that moment, once another file took the place of one that broke. Rows may be missing from it. */
  onRenewed(restore: () => void): void;
  /** Commits and closes. */
  close(): void;
  /** What became of a damaged one at the start; null where it was sound. */
  readonly setAside: SetAside | null;
}
export type Value = null | number | string | Uint8Array;
export type Reading = Pick<StatementSync, 'get' | 'all' | 'iterate'>;

/** What befalls the file while it is in use. */
export type Trouble =
  /** It was damaged, or its disk fails: what could be read of it is in a fresh one. */
  | ({ readonly kind: 'set-aside' } & SetAside)
  /** Somebody took it away; it is there again with all its rows. */
  | { readonly kind: 'gone'; readonly rows: number }
  /** The disk is full (`full`), or nothing can be written there: all goes on in memory, and to the disk as soon as that takes it again. */
  | { readonly kind: 'in-memory'; readonly full: boolean; readonly why: string }
  /** The disk takes it again. */
  | { readonly kind: 'kept-again' };

/** What was written waits at most so long for its commit. */
const COMMIT_MS = 100;
/** Nor does more than this wait to be written. */
const MOST_WAITING = 256;
/** Between two looks whether the file is still there, or whether its disk has room again. */
const LOOK_MS = 1_000;
/** So often the wait doubles for the next attempt to get back to a disk that refuses what it has room for. */
const MOST_DOUBLED = 6;

/**
 * Opens the database in this file; without a file, one in memory. A damaged one is renamed, and what can be read of it comes into the fresh one,
 * at the start as later: whatever befalls the file while it is in use, reading and writing go on, and `troubled` is told.
 * Throws where the file cannot be used at all: a folder that cannot be written to, or another process that holds it.
 */
export function openDatabase(file: string | null, troubled: (trouble: Trouble) => void = () => {}): Database {
  const { database: first, setAside } = open(file);
  let database = first;
  /** The file that is written to; null while all is in memory. */
  let at = file === null ? null : inodeOf(file);
  const copy = newFileOf(file ?? '');
  let closed = false;
  let generation = 0;
  let lookedAt = performance.now();
  let preparing: () => void = () => {};
  let restoring: () => void = () => {};
  let timer: NodeJS.Timeout | null = null;
  let returning: NodeJS.Timeout | null = null;
  let refused = 0;
  let commits = 0;
  /** What was written since the last commit, which a transaction that broke takes with it. */
  let uncommitted: { readonly sql: string; readonly prepared: () => StatementSync; readonly values: readonly Value[] }[] = [];
  /** How many of these have run. */
  let ran = 0;

  const use = (next: DatabaseSync, inode: bigint | null): void => {
    database = next;
    at = inode;
    generation++;
    if (uncommitted.length > 0) database.exec('BEGIN');
    for (const { sql, values } of uncommitted) {
      try {
        database.prepare(sql).run(...(values as SQLInputValue[]));
      } catch (thrown) {
        // A commit that broke may have come to the end all the same.
        if (!isConstraint(thrown)) throw thrown;
      }
    }
    ran = uncommitted.length;
    queueMicrotask(() => {
      if (!closed) restoring();
    });
  };
  const intoMemory = (full: boolean, thrown: unknown): void => {
    rollBack(database);
    const memory = fresh(':memory:');
    // What was being put in its place is whole where it is given up already.
    const from = database.isOpen || file === null ? database : connect(existsSync(copy) ? copy : file);
    salvageFrom(from, memory);
    vacate(from);
    use(memory, null);
    troubled({ kind: 'in-memory', full, why: thrown instanceof Error ? thrown.message : String(thrown) });
    if (returning === null) returnLater();
  };
  const returnLater = (): void => {
    if (returning !== null) clearTimeout(returning);
    returning = setTimeout(backToDisk, LOOK_MS * 2 ** Math.min(refused, MOST_DOUBLED)).unref();
  };
  const backToDisk = (): void => {
    if (file === null || !hasRoom(file, database)) return returnLater();
    commit();
    try {
      dropFile(copy);
      database.prepare('VACUUM INTO ?').run(copy);
      replaceFile(copy, file);
      const next = connect(file);
      vacate(database);
      use(next, inodeOf(file));
    } catch {
      dropFile(copy);
      refused++;
      return returnLater();
    }
    if (returning !== null) clearTimeout(returning);
    returning = null;
    refused = 0;
    troubled({ kind: 'kept-again' });
  };
  /** A fresh file with whatever can still be read, in place of one that broke or went away. */
  const renew = (gone: boolean, thrown: unknown): void => {
    if (file === null || at === null) throw thrown;
    rollBack(database);
    try {
      dropFile(copy);
      const replacement = fresh(copy);
      const rows = salvageFrom(database, replacement);
      replacement.close();
      vacate(database);
      const keptAs = gone ? null : moveAside(file);
      replaceFile(copy, file);
      use(connect(file), inodeOf(file));
      troubled(keptAs === null ? { kind: 'gone', rows } : { kind: 'set-aside', keptAs, rows });
    } catch (second) {
      intoMemory(problemOf(second) === 'full', second);
    }
  };
  /** Runs what reads or writes, and once more after what broke it was mended. */
  const guarded = <T>(work: () => T, again: () => T = work): T => {
    try {
      return work();
    } catch (thrown) {
      const problem = at === null ? null : problemOf(thrown);
      if (problem === null) throw thrown;
      if (problem === 'full') intoMemory(true, thrown);
      else renew(false, thrown);
      return again();
    }
  };
  const look = (): void => {
    if (file === null || at === null || performance.now() - lookedAt < LOOK_MS) return;
    lookedAt = performance.now();
    if (inodeOf(file) !== at) renew(true, new Error('The file is gone.'));
  };
  let settling: Promise<void> | null = null;

  const runWaiting = (): void => {
    if (ran === uncommitted.length) return;
    guarded(() => {
      if (!database.isTransaction) database.exec('BEGIN');
      while (ran < uncommitted.length) {
        const { prepared, values } = uncommitted[ran++]!;
        prepared().run(...(values as SQLInputValue[]));
      }
    }, () => undefined);
  };
  const commit = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    preparing();
    runWaiting();
    guarded(() => {
      if (database.isTransaction) database.exec('COMMIT');
    });
    uncommitted = [];
    ran = 0;
    commits++;
    look();
  };
  /** Prepared anew where another database has taken the place of the one that it was prepared for. */
  const statement = (sql: string): (() => StatementSync) => {
    let prepared = database.prepare(sql);
    let of = generation;
    return () => {
      if (of !== generation) prepared = database.prepare(sql);
      of = generation;
      return prepared;
    };
  };
  // On a full disk the rows of an earlier version are as good in memory as those of this one.
  guarded(() => upgrade(database), () => undefined);

  return {
    reading: (sql) => {
      const prepared = guarded(() => statement(sql));
      const reading = <T>(work: () => T): T => {
        runWaiting();
        return guarded(work);
      };
      return {
        get: (...values: SQLInputValue[]) => reading(() => prepared().get(...values)),
        all: (...values: SQLInputValue[]) => reading(() => prepared().all(...values)),
        iterate: (...values: SQLInputValue[]) => {
          runWaiting();
          return unbrokenRows(() => prepared().iterate(...values), guarded, () => generation);
        },
      } as Reading;
    },
    writing: (sql) => {
      const prepared = guarded(() => statement(sql));
      return (...values) => {
        timer ??= setTimeout(commit, COMMIT_MS);
        uncommitted.push({ sql, prepared, values });
        if (uncommitted.length - ran >= MOST_WAITING) runWaiting();
      };
    },
    commit,
    settled: () => {
      settling ??= new Promise((resolve) => { setImmediate(resolve); }).then(() => {
        settling = null;
        if (uncommitted.length > 0) commit();
      });
      return settling;
    },
    pending: () => {
      const before = commits;
      return () => {
        if (commits === before) commit();
      };
    },
    onCommit: (prepare) => {
      preparing = prepare;
    },
    onRenewed: (restore) => {
      restoring = restore;
    },
    close: () => {
      commit();
      if (returning !== null) backToDisk();
      if (returning !== null) clearTimeout(returning);
      if (timer !== null) clearTimeout(timer);
      closed = true;
      vacate(database);
    },
    setAside,
  };
}
