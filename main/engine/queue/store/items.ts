import type { SessionId } from '../../../../shared/model/ids.ts';
import { sequenceOf, type Item } from '../item.ts';
import { hasEnded, tabOf } from '../transitions.ts';
import type { Batches } from './batches.ts';
import type { Database } from './database.ts';
import { ITEM_COLUMNS, itemOf, numberOrNull, storedSource, type StoredRow } from './decode.ts';
import type { Packs } from './packs.ts';
import { sortNumber, stateNumber, type Sort } from './schema.ts';
import { toStored } from './text.ts';

/** The rows of the queue on disk, one by one. Whatever asks for rows that are packed unpacks them. */
export interface StoredItems {
  /** Gives out so many numbers and returns the first; none is ever given out twice. */
  numbers(count: number): number;
  /** A fresh item: one that has not begun. */
  insert(item: Item): void;
  /** Writes down all that may change of it. */
  save(item: Item): void;
  load(sequence: number): Item | null;
  /** The first `count` that wait for their turn in a lane's list, in order. */
  ready(lane: Item['lane'], sort: Sort, count: number): readonly Item[];
  /** All that wait for their turn on this session. */
  queuedOn(session: SessionId): readonly number[];
  remove(sequence: number): void;
  /** The items of these, and whatever was found in them, or of all when undefined: their numbers, a folder before what is in it. */
  withContents(sequences: readonly number[] | undefined, only: 'open' | 'ended' | 'any'): readonly number[];
  /** Whether anything that was found in the folder is there. */
  hasContents(folder: number): boolean;
  /** These folders, and those above them, as far as neither they nor anything in them stands in a tab, behind what is in them; with `outermost` also all such that are in none. */
  unlisted(folders: readonly number[], outermost: boolean): readonly number[];
  /** Source paths of what was found in the folder already, as stored. */
  namesIn(folder: number): ReadonlySet<string>;
  /** Writes down these as they are: a file that broke may have lost them, and does not know of what has begun since. */
  restore(items: Iterable<Item>): void;
  /** Writes down what is kept besides the rows. */
  flush(): void;
}

/** What of a file's row changes rarely, and costs the most to write. */
interface RareFacts extends Pick<Item, 'priority' | 'position' | 'to' | 'source'> {
  readonly tab: number | null;
  readonly ended: number | null;
}

function rareFactsOf(item: Item): RareFacts {
  const { priority, position, to, source, endedAt: ended } = item;
  return { priority, position, to, source, tab: tabNumber(item), ended };
}

export function sortOf(item: Pick<Item, 'kind' | 'direction'>): Sort {
  return item.kind === 'directory' ? 'directory' : item.direction;
}

/** Queued, running and held are the states up to this number. */
const LAST_OPEN = 4;

export function createItems(database: Database, batches: Batches, packs: Packs): StoredItems {
  // What an item has from the start; the rest of a row follows from that, and `sums` is 0 for folders and null for files.
  const insert = database.writing(`INSERT INTO items (id, parent, batch, lane, sort, depth, state, tab, priority, position, from_path, to_path, size, source, failure, note, ended, run, attempts, decided,
    pending, files, files_ended, files_failed, bytes_total, bytes_ended) VALUES (${Array.from({ length: 18 }, () => '?').join(', ')}, 0, 0, ?19, ?19, ?19, ?19, ?19, ?19)`);
  // An index is written anew with each of its columns that is named, changed or not, so that no more are named than have changed.
  const saving = (columns: string) => database.writing(`UPDATE items SET state = ?, size = ?, failure = ?, started = ?, attempts = ?, retry_at = ?, note = ?, resume = ?, decided = ?, direct = ?, verified = ?, run = ?${columns} WHERE id = ?`);
  const saveProgress = saving('');
  const saveEnd = saving(', tab = ?, ended = ?');
  const saveAll = saving(', tab = ?, ended = ?, priority = ?, position = ?, to_path = ?, source = ?');
  /** Of items that were read or written: what of it changes rarely. */
  const rare = new WeakMap<Item, RareFacts>();
  const saveFolder = database.writing('UPDATE items SET state = ?, priority = ?, position = ?, failure = ?, started = ?, ended = ?, attempts = ?, retry_at = ?, run = ? WHERE id = ?');
  const one = database.reading(`SELECT ${ITEM_COLUMNS} FROM items WHERE id = ?`);
  const ready = database.reading(`SELECT ${ITEM_COLUMNS} FROM items WHERE lane = ? AND sort = ? AND state = 0 ORDER BY priority, position LIMIT ?`);
  const queued = database.reading('SELECT id FROM items WHERE lane = ? AND state = 0');
  const orphans = database.writing('UPDATE items SET parent = NULL WHERE parent NOT IN (SELECT id FROM items)');
  const remove = database.writing('DELETE FROM items WHERE id = ?');
  const inside = database.reading('SELECT 1 FROM items WHERE parent = ? LIMIT 1');
  const unlistedIn = database.reading('SELECT id FROM items WHERE parent IS NULL AND tab IS NULL');
  const place = database.reading('SELECT parent, tab FROM items WHERE id = ?');
  const listedBelow = database.reading(`WITH RECURSIVE inside (id, tab) AS (SELECT id, tab FROM items WHERE parent = ? UNION ALL SELECT items.id, items.tab FROM inside JOIN items ON items.parent = inside.id WHERE inside.tab IS NULL)
    SELECT 1 FROM inside WHERE tab IS NOT NULL LIMIT 1`);
  const names = database.reading('SELECT from_path FROM items WHERE parent = ?');
  const below = (filter: string) => database.reading(`WITH RECURSIVE wanted (id) AS (SELECT value FROM json_each(?) UNION SELECT items.id FROM wanted JOIN items ON items.parent = wanted.id)
    SELECT items.id AS id FROM wanted JOIN items ON items.id = wanted.id ${filter} ORDER BY items.id`);
  const filters = { any: '', open: `WHERE state <= ${LAST_OPEN}`, ended: `WHERE state > ${LAST_OPEN}` } as const;
  const chosen = { any: below(filters.any), open: below(filters.open), ended: below(filters.ended) };
  const all = (['any', 'open', 'ended'] as const).map((only) => [only, database.reading(`SELECT id FROM items ${filters[only]} ORDER BY id`)] as const);
  const every = new Map(all);
  const belowAll = (folder: number): readonly number[] => Array.from(chosen.any.iterate(JSON.stringify([folder])) as Iterable<StoredRow>, (row) => Number(row['id']));
  const decode = (row: StoredRow): Item => {
    const item = itemOf(row, batches.get(Number(row['batch'])));
    rare.set(item, rareFactsOf(item));
    return item;
  };
  const keepLast = database.writing(`INSERT INTO facts (name, value) VALUES ('lastId', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`);
  // An id is never given out twice, also where the newest rows are gone.
  let last = Number(database.reading(`SELECT max((SELECT coalesce(max(id), 0) FROM items), coalesce((SELECT value FROM facts WHERE name = 'lastId'), 0)) AS last`).get()?.['last'] ?? 0);
  let kept = last;

  const stored: StoredItems = {
    numbers: (count) => {
      last += count;
      return last - count + 1;
    },
    insert: (item) => {
      insert(
        item.sequence, item.parent === null ? null : sequenceOf(item.parent), item.batch, batches.laneNumber(item.lane), sortNumber[sortOf(item)], item.depth, stateNumber[item.state], tabNumber(item),
        item.priority, item.position, toStored(item.from.path), toStored(item.to.path), item.size, storedSource(item.source, item.from.path), json(item.failure), item.note, item.endedAt, item.run,
        item.kind === 'directory' ? 0 : null,
      );
    },
    save: (item) => {
      const state = stateNumber[item.state];
      if (item.kind === 'directory') {
        saveFolder(state, item.priority, item.position, json(item.failure), item.startedAt, item.endedAt, item.attempts, item.retryAt, item.run, item.sequence);
        return;
      }
      const progress = [
        state, item.size, json(item.failure), item.startedAt, item.attempts, item.retryAt, item.note, json(item.resume), json(item.decided) ?? 0,
        item.direct === null ? null : Number(item.direct), item.verified === null ? null : Number(item.verified), item.run,
      ];
      const before = rare.get(item);
      const now = rareFactsOf(item);
      if (before === undefined || before.priority !== now.priority || before.position !== now.position || before.to !== now.to || before.source !== now.source) {
        saveAll(...progress, now.tab, now.ended, now.priority, now.position, toStored(now.to.path), storedSource(now.source, item.from.path), item.sequence);
      } else if (before.tab !== now.tab || before.ended !== now.ended) saveEnd(...progress, now.tab, now.ended, item.sequence);
      else return saveProgress(...progress, item.sequence);
      rare.set(item, now);
    },
    load: (sequence) => {
      const row = one.get(sequence) as StoredRow | undefined;
      return row === undefined ? null : decode(row);
    },
    ready: (lane, sort, count) => {
      const read = (): StoredRow[] => ready.all(batches.laneNumber(lane), sortNumber[sort], count) as StoredRow[];
      let rows = read();
      const furthest = () => (rows.length < count ? undefined : rows.at(-1));
      for (; packs.unpackBefore(batches.laneNumber(lane), sort, furthest() as { priority: unknown; position: unknown } | undefined); rows = read());
      return rows.map(decode);
    },
    queuedOn: (session) => {
      packs.unpack();
      return queued.all(batches.laneNumber(session)).map((row) => Number(row['id']));
    },
    remove: (sequence) => remove(sequence),
    withContents: (sequences, only) => {
      packs.unpack();
      const rows = sequences === undefined ? every.get(only)!.iterate() : chosen[only].iterate(JSON.stringify(sequences));
      return Array.from(rows as Iterable<StoredRow>, (row) => Number(row['id']));
    },
    hasContents: (folder) => {
      packs.unpack(folder);
      return inside.get(folder) !== undefined;
    },
    unlisted: (folders, outermost) => {
      packs.unpack();
      const gone = new Set<number>();
      const shown = new Set<number>();
      const ids = outermost ? [...folders, ...unlistedIn.all().map((row) => Number(row['id']))] : folders;
      for (const id of ids) {
        let top: number | null = null;
        for (let at: number | null = id; at !== null && !shown.has(at) && !gone.has(at); ) {
          const row = place.get(at);
          if (row === undefined || row['tab'] !== null || listedBelow.get(at) !== undefined) {
            shown.add(at);
            break;
          }
          top = at;
          at = numberOrNull(row['parent']);
        }
        if (top !== null) for (const inner of belowAll(top).toReversed()) gone.add(inner);
      }
      return [...gone];
    },
    namesIn: (folder) => {
      packs.unpack(folder);
      return new Set(Array.from(names.iterate(folder) as Iterable<StoredRow>, (row) => storedKey(row['from_path'])));
    },
    restore: (items) => {
      packs.restore();
      packs.unpack();
      for (const item of items) {
        if (stored.load(item.sequence) === null) stored.insert(item);
        stored.save(item);
      }
      orphans();
    },
    flush: () => {
      if (last !== kept) keepLast(last);
      kept = last;
    },
  };
  return stored;
}

/** A path as stored, as something that compares by value. */
export function storedKey(stored: unknown): string {
  return stored instanceof Uint8Array ? `\0${Buffer.from(stored).toString('hex')}` : String(stored);
}

/** A folder's tab hangs on what is in it too, and is written with its sums. */
function tabNumber(item: Item): number | null {
  if (item.kind === 'directory') return hasEnded(item.state) ? (tabOf(item.state) === 'failed' ? 1 : null) : 0;
  return tabNumbers[tabOf(item.state)];
}

const tabNumbers = { queued: 0, failed: 1, done: 2 } as const;

function json(value: object | string | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
