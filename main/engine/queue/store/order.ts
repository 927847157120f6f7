import type { Item } from '../item.ts';
import type { Database } from './database.ts';
import { numberOrNull } from './decode.ts';
import type { Packs } from './packs.ts';

type Place = Pick<Item, 'priority' | 'position'>;

/** Places behind a start, each so far from the one before it. */
export interface Spacing {
  readonly start: number;
  readonly step: number;
}

/** Places in the order of what has not ended. */
export interface Order {
  /** So many places at an end of the queue, one behind the other. */
  atEnd(end: 'first' | 'last', count: number): readonly number[];
  /** So many places between an item and whatever stands before it; null where the numbers have no room, and `spread` makes some. */
  before(place: Place, count: number): readonly number[] | null;
  /** The same between an item and whatever stands after it. */
  after(place: Place, count: number): readonly number[] | null;
  /** The same for what was found in a folder: behind it and what of it is there already, and before whatever stands behind it in the tree. */
  within(folder: Pick<Item, 'sequence' | 'priority' | 'position'>, count: number): Spacing | null;
  /** Numbers all places anew, in the same order. */
  spread(): void;
}

export function createOrder(database: Database, packs: Pick<Packs, 'unpack'>): Order {
  const ends = database.reading('SELECT min(position) AS first, max(position) AS last FROM items');
  const previous = database.reading('SELECT max(position) AS previous FROM items WHERE priority = ? AND position < ? AND tab = 0');
  const following = database.reading('SELECT min(position) AS following FROM items WHERE priority = ? AND position > ? AND tab = 0');
  const inside = database.reading(`SELECT max(place) AS last FROM (
    SELECT max(position) AS place FROM items WHERE parent = ?1 AND tab = 0 AND priority = ?2 AND position < ?3
    UNION ALL SELECT * FROM (SELECT first + step * (count - 1) FROM packs WHERE parent = ?1 AND priority = ?2 AND first < ?3 ORDER BY first DESC LIMIT 1))`);
  // What stands behind a row, or else behind the nearest of those that it is in.
  const behind = database.reading(`WITH RECURSIVE above (parent, up) AS (SELECT parent, 0 FROM items WHERE id = ?1 UNION ALL SELECT items.parent, up + 1 FROM above JOIN items ON items.id = above.parent)
    SELECT (SELECT min(place) FROM (
      SELECT min(position) AS place FROM items WHERE items.parent IS above.parent AND tab = 0 AND priority = ?2 AND position > ?3
      UNION ALL SELECT min(first) FROM packs WHERE packs.parent IS above.parent AND priority = ?2 AND first > ?3)) AS next FROM above WHERE next IS NOT NULL ORDER BY up LIMIT 1`);
  const spread = database.writing('UPDATE items SET position = ranked.place FROM (SELECT id, row_number() OVER (ORDER BY position, id) AS place FROM items) AS ranked WHERE ranked.id = items.id');

  return {
    atEnd: (end, count) => {
      packs.unpack();
      const row = ends.get();
      const start = end === 'first' ? Number(row?.['first'] ?? 0) - count : Number(row?.['last'] ?? 0) + 1;
      return Array.from({ length: count }, (_, index) => start + index);
    },
    before: ({ priority, position }, count) => {
      packs.unpack();
      const before = previous.get(priority, position)?.['previous'];
      return between(before === null || before === undefined ? position - count - 1 : Number(before), position, count);
    },
    after: ({ priority, position }, count) => {
      packs.unpack();
      const after = following.get(priority, position)?.['following'];
      return between(position, after === null || after === undefined ? position + count + 1 : Number(after), count);
    },
    within: ({ sequence, priority, position }, count) => {
      const end = numberOrNull(behind.get(sequence, priority, position)?.['next']);
      const start = Math.max(position, Number(inside.get(sequence, priority, end ?? Number.MAX_VALUE)?.['last'] ?? position));
      return spacing(start, end ?? start + count + 1, count);
    },
    spread: () => {
      packs.unpack();
      spread();
    },
  };
}

/**
 * So many places between two, evenly; null where the numbers have no room. The step is a power of two and more than the last digits of the
 * numbers, so that it can be added up on any way, here and in SQLite, and leads to places in the same order.
 */
function spacing(start: number, end: number, count: number): Spacing | null {
  const step = 2 ** Math.floor(Math.log2((end - start) / (count + 1)));
  const largest = Math.max(Math.abs(start), Math.abs(end));
  return step > 0 && largest + step / 8 > largest ? { start, step } : null;
}

function between(start: number, end: number, count: number): readonly number[] | null {
  const found = spacing(start, end, count);
  return found === null ? null : Array.from({ length: count }, (_, index) => found.start + found.step * (index + 1));
}
