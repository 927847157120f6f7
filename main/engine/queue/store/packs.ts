import { sequenceOf, type Draft } from '../item.ts';
import type { Batches } from './batches.ts';
import type { Database } from './database.ts';
import { stateNumber, sortNumber, type Sort } from './schema.ts';

/**
 * Rows that were found in one folder and differ in little but their names lie in one row of `packs` at first, which costs a tenth of what they
 * cost one by one: a tree is on disk, and counted, as soon as it was looked through. They are unpacked into `items` when something needs them, or soon.
 */
export interface Packs {
  /** Of these, from `start` on: how many go into one pack. None where they are few or differ in more. */
  fitting(drafts: readonly Draft[], start: number): number;
  /** Writes down rows that wait for their turn, numbered from `sequence` on. */
  pack(drafts: readonly Draft[], sequence: number, priority: number, run: number): void;
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

/** Fewer rows are as quick one by one. */
const LEAST = 16;
/** So many are unpacked in one or two milliseconds. */
const MOST = 500;

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
    fitting: (drafts, start) => {
      const first = drafts[start]!;
      if (drafts.length - start < LEAST || !isPlain(first)) return 0;
      const [from, to] = directoriesOf(first);
      if (!from.isWellFormed() || !to.isWellFormed()) return 0;
      const step = stepOf(drafts, start);
      let end = start + 1;
      for (; end < drafts.length && end - start < MOST; end++) {
        const draft = drafts[end]!;
        if (!isPlain(draft) || !isAlike(draft, first) || draft.from.path !== from + draft.source.name || draft.to.path !== to + draft.source.name) break;
        if (first.position !== undefined && draft.position !== first.position + step * (end - start)) break;
      }
      return end - start < LEAST ? 0 : end - start;
    },
    pack: (drafts, sequence, priority, run) => {
      const [first] = drafts as readonly PlainDraft[];
      if (first === undefined) return;
      const [from, to] = directoriesOf(first);
      const rows = (drafts as readonly PlainDraft[]).map(({ source: { name, size, modified, mode } }) => [name, size, modified?.at ?? null, mode]);
      insert(
        sequence, first.parent === null ? null : sequenceOf(first.parent), first.batch, batches.laneNumber(first.lane), sortNumber[first.direction], first.depth, priority,
        first.position ?? sequence, first.position === undefined ? 1 : stepOf(drafts, 0), run, from, to, precisionOf(first), drafts.length, JSON.stringify(rows),
      );
      packed += drafts.length;
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

type PlainDraft = Draft & { readonly source: NonNullable<Draft['source']> };

/** A file that waits, of which there is no more to say than a pack holds. */
function isPlain(draft: Draft): draft is PlainDraft {
  const { source } = draft;
  return draft.parent !== null && source !== null && source.kind === 'file' && source.sizeRounded !== true && source.targetKind === null && source.size === draft.size && source.name.isWellFormed()
    && draft.kind === 'file' && draft.ended === undefined && draft.held === undefined && draft.to.path.endsWith(source.name) && draft.from.path.endsWith(source.name);
}

function isAlike(draft: PlainDraft, first: PlainDraft): boolean {
  return draft.parent === first.parent && draft.batch === first.batch && draft.lane === first.lane && draft.direction === first.direction && draft.depth === first.depth
    && draft.priority === first.priority && (draft.position === undefined) === (first.position === undefined) && precisionOf(draft) === precisionOf(first);
}

function precisionOf({ source }: PlainDraft): string | null {
  return source.modified?.precision ?? null;
}

/** What stands before their names in the paths of both ends. */
function directoriesOf({ from, to, source: { name } }: PlainDraft): readonly [from: string, to: string] {
  return [from.path.slice(0, from.path.length - name.length), to.path.slice(0, to.path.length - name.length)];
}

/** How far their places are apart, as the first two say. */
function stepOf(drafts: readonly Draft[], start: number): number {
  return (drafts[start + 1]?.position ?? 0) - (drafts[start]?.position ?? 0);
}
