import type { PlainFiles } from '../found.ts';
import type { Item } from '../item.ts';
import type { Batches } from './batches.ts';
import type { Database } from './database.ts';
import { stateNumber, sortNumber, type Sort } from './schema.ts';

/**
 * Rows that were found in one folder and differ in little but their names lie in one row of `packs` at first, which costs a tenth of what they
 * cost one by one: a tree is on disk, and counted, as soon as it was looked through. They are unpacked into `items` when something needs them, or soon.
 */
export interface Packs {
  /** Writes down files that wait for their turn, numbered from `sequence` on. */
  pack(files: PlainFiles, first: Pick<Item, 'sequence' | 'priority' | 'position' | 'run'>): void;
  /** Unpacks all, or those found in this folder. */
  unpack(folder?: number): void;
  /** Unpacks the ones that came first. */
  unpackSome(): void;
  /** Unpacks what is next in a lane's list, where anything in it may come before this place; false where nothing does. */
  unpackBefore(lane: number, sort: Sort, place: { readonly priority: unknown; readonly position: unknown } | undefined): boolean;
  /** How many rows are packed. */
  count(): number;
  /** Counts anew, since another file has taken the place of the one that was written to. */
  restore(): void;
}

/** Puts the rows of a pack into `items`; `place` is their index in it. */
export const UNPACK = `INSERT INTO items (id, parent, batch, lane, sort, depth, state, tab, priority, position, from_path, to_path, size, source, attempts, decided, run)
  SELECT packs.id + place, packs.parent, batch, lane, sort, depth, ${stateNumber.queued}, 0, priority, first + step * place, from_directory || name, to_directory || name, size,
    json_array('file', size, 0, modified, iif(modified IS NULL, NULL, precision), mode, NULL, iif(substr(from_directory, -1) = '/', NULL, name)), 0, 0, run
  FROM packs JOIN (SELECT key AS place, value ->> 0 AS name, value ->> 1 AS size, value ->> 2 AS modified, value ->> 3 AS mode FROM packs AS this, json_each(this.rows) WHERE this.id = ?1) WHERE packs.id = ?1`;

export function createPacks(database: Database, batches: Pick<Batches, 'laneNumber'>): Packs {
  const insert = database.writing('INSERT INTO packs (id, parent, batch, lane, sort, depth, priority, first, step, run, from_directory, to_directory, precision, count, rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const intoItems = database.writing(UNPACK);
  const remove = database.writing('DELETE FROM packs WHERE id = ?');
  const all = database.reading('SELECT id, count FROM packs ORDER BY id');
  const inFolder = database.reading('SELECT id, count FROM packs WHERE parent = ?');
  const oldest = database.reading('SELECT id, count FROM packs ORDER BY id LIMIT 1');
  const next = database.reading('SELECT id, count FROM packs WHERE lane = ? AND sort = ? AND (priority, first) < (?, ?) ORDER BY priority, first LIMIT 1');
  const sum = database.reading('SELECT coalesce(sum(count), 0) AS count FROM packs');
  const counted = (): number => Number(sum.get()?.['count']);
  let packed = counted();

  const open = (found: readonly Readonly<Record<string, unknown>>[]): void => {
    for (const { id, count } of found) {
      intoItems(Number(id));
      remove(Number(id));
      packed -= Number(count);
    }
  };

  return {
    pack: ({ folder, from, to, precision, files, step = 1 }, { sequence, priority, position, run }) => {
      insert(
        sequence, folder.sequence, folder.batch, batches.laneNumber(folder.lane), sortNumber[folder.direction], folder.depth + 1, priority, position, step, run,
        from, to, precision, files.length, JSON.stringify(files),
      );
      packed += files.length;
    },
    unpack: (folder) => {
      if (packed > 0) open(folder === undefined ? all.all() : inFolder.all(folder));
    },
    unpackSome: () => open(oldest.all()),
    unpackBefore: (lane, sort, place) => {
      if (packed === 0) return false;
      const found = next.all(lane, sortNumber[sort], Number(place?.priority ?? Number.MAX_SAFE_INTEGER), Number(place?.position ?? 0));
      open(found);
      return found.length > 0;
    },
    count: () => packed,
    restore: () => { packed = counted(); },
  };
}
