import { copyFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { UNPACK } from './packs.ts';

const CHUNK = 256;
const LARGEST = 4 * 1024 ** 3;
/** Ranges that cannot be read, one behind the other, after which nothing more is looked for: an id that is damaged may be any number. */
const MOST_LOST = 4_000;
/** A greater id is damage, and cannot be read. */
const GREATEST = Number.MAX_SAFE_INTEGER;

/**
 * Copies what can still be read of a damaged database into a fresh one, and gives back how many rows of the queue that was. Reads from a copy,
 * since opening a database may change it.
 */
export function salvage(damaged: string, into: DatabaseSync): number {
  const copied = `${damaged}.copy`;
  try {
    for (const tail of ['', '-wal']) if (existsSync(damaged + tail)) copyFileSync(damaged + tail, copied + tail);
    fillUp(copied);
    return read(copied, into);
  } catch {
    return 0;
  } finally {
    for (const tail of ['', '-wal', '-shm']) rmSync(copied + tail, { force: true });
  }
}

/** SQLite refuses a file shorter than its header says (the file format's sections 1.3.2 and 1.3.8), so what was cut off is put back as zeros. */
function fillUp(file: string): void {
  const header = readFileSync(file).subarray(0, 100);
  if (header.length < 100) return;
  const page = header.readUInt16BE(16);
  const size = (page === 1 ? 65_536 : page) * header.readUInt32BE(28);
  // A header that is damaged itself may say anything.
  if (statSync(file).size < size && size <= LARGEST) truncateSync(file, size);
}

function read(file: string, into: DatabaseSync): number {
  const from = new DatabaseSync(file);
  try {
    return salvageFrom(from, into);
  } finally {
    from.close();
  }
}

/** The same with one that is open; what was not committed in it is no part of that. */
export function salvageFrom(from: DatabaseSync, into: DatabaseSync): number {
  into.exec('BEGIN');
  try {
    for (const table of ['accounts', 'batches', 'items', 'packs']) copy(from, into, table);
    unpackAll(into);
    copyFacts(from, into);
    // What has lost its request says no more where it leads; what has lost its folder stands by itself.
    into.exec(`
      DELETE FROM items WHERE batch NOT IN (SELECT batches.id FROM batches JOIN accounts AS source ON source.id = batches.source JOIN accounts AS target ON target.id = batches.target);
      UPDATE items SET parent = NULL WHERE parent NOT IN (SELECT id FROM items);
    `);
    return Number(into.prepare('SELECT count(*) AS rows FROM items').get()?.['rows'] ?? 0);
  } finally {
    into.exec('COMMIT');
  }
}

/** In a database that is damaged, some may stand in `items` as well. */
function unpackAll(into: DatabaseSync): void {
  const unpack = into.prepare(UNPACK.replace('INSERT', 'INSERT OR IGNORE'));
  for (const { id } of into.prepare('SELECT id FROM packs').all()) attempt(() => unpack.run(id as SQLInputValue));
  into.exec('DELETE FROM packs');
}

/** Few, and no row hangs on them. */
function copyFacts(from: DatabaseSync, into: DatabaseSync): void {
  const insert = into.prepare('INSERT OR IGNORE INTO facts (name, value) VALUES (?, ?)');
  attempt(() => {
    for (const { name, value } of from.prepare('SELECT name, value FROM facts').all()) insert.run(name as SQLInputValue, value as SQLInputValue);
  });
}

/** By ranges of ids, since whatever lies on a damaged page ends the reading of its range and of no other. */
function copy(from: DatabaseSync, into: DatabaseSync, table: string): void {
  const columns = into.prepare(`SELECT name FROM pragma_table_info('${table}')`).all().map((row) => String(row['name']));
  const insert = into.prepare(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  const select = attempt(() => from.prepare(`SELECT ${columns.join(', ')} FROM ${table} NOT INDEXED WHERE id >= ? AND id < ? ORDER BY id`));
  if (select === null) return;
  const next = attempt(() => from.prepare(`SELECT id FROM ${table} NOT INDEXED WHERE id >= ? AND id <= ${GREATEST} ORDER BY id LIMIT 1`));
  const last = lastId(from, table);
  for (let start = 0, lost = 0; start <= last && lost < MOST_LOST; start += CHUNK) {
    const there = attempt(() => ({ id: next?.get(start)?.['id'] }));
    if (there !== null && there.id === undefined) return;
    if (Number.isSafeInteger(there?.id)) start = Number(there?.id);
    if (attempt(() => take(select, insert, columns, start, start + CHUNK)) !== null) lost = 0;
    else {
      single(select, insert, columns, start);
      lost++;
    }
  }
}

/** A range that could not be read as a whole, id by id. */
function single(select: StatementSync, insert: StatementSync, columns: readonly string[], start: number): void {
  for (let id = start; id < start + CHUNK; id++) attempt(() => take(select, insert, columns, id, id + 1));
}

function take(select: StatementSync, insert: StatementSync, columns: readonly string[], start: number, end: number): true {
  for (const row of select.iterate(start, end)) {
    // A row that breaks a rule of the table is itself part of the damage.
    attempt(() => insert.run(...columns.map((column) => row[column] as SQLInputValue)));
  }
  return true;
}

/** The greatest id that can be found, from whatever part of the tables still tells. */
function lastId(from: DatabaseSync, table: string): number {
  const found = [
    `SELECT max(id) AS last FROM ${table} WHERE id <= ${GREATEST}`,
    `SELECT max(id) AS last FROM ${table} INDEXED BY tree WHERE id <= ${GREATEST}`,
    `SELECT value AS last FROM facts WHERE name = 'lastId'`,
  ].map((sql) => attempt(() => from.prepare(sql).get()?.['last']));
  return Math.max(0, ...found.filter((last): last is number => Number.isSafeInteger(last)));
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
