import { sequenceOf, type Item } from '../item.ts';
import type { Database } from './database.ts';
import { ITEM_COLUMNS, numberOrNull, SUM_COLUMNS, type StoredRow } from './decode.ts';
import type { Sums } from './folder-sums.ts';

export interface TreeRequest {
  readonly expanded: readonly number[];
  /** Files that are listed even where a folder above them is not expanded. */
  readonly near: readonly Item[];
  /** The accounts whose rows are listed, by their numbers in the tables; undefined for all. */
  readonly lanes: readonly number[] | undefined;
  readonly offset: number;
  readonly count: number;
}

export interface TreePage {
  readonly rows: readonly { readonly stored: StoredRow; readonly depth: number }[];
  readonly total: number;
}

/** A folder that has something listed below it. */
interface OpenFolder {
  /** How many of its siblings come before it. */
  readonly rank: number;
  readonly sequence: number;
  /** Null for one that is expanded; else what of it is listed all the same. */
  readonly only: readonly number[] | null;
}

/**
 * Lists a part of the tree of what has not ended, as if it were flat, without reading the rest of it: only the folders that something is
 * listed below are looked up, and rows before them are counted.
 */
export function createTree(prepared: (sql: string) => ReturnType<Database['reading']>, sums: Sums, version: () => number): (request: TreeRequest) => TreePage {
  /** How many rows each level has; while nothing changes, scrolling counts none of them again. */
  let counted = new Map<string, number>();
  let countedAt = -1;
  const columns = `${ITEM_COLUMNS}, ${SUM_COLUMNS}`;

  return ({ expanded, near, lanes, offset, count }) => {
    const onServer = lanes === undefined ? '' : `AND lane IN (${lanes.join(', ')})`;
    const one = (sequence: number) => prepared(`SELECT ${columns} FROM items WHERE id = ? AND tab = 0 ${onServer}`).get(sequence) as StoredRow | undefined;
    /** The condition on a level's rows, and its values. Below the outermost level all are of one server, and the outermost one has an index that only its own words find. */
    const level = (parent: number | null) => (parent === null ? { where: `parent IS NULL AND tab = 0 ${onServer}`, values: [] } : { where: 'parent = ? AND tab = 0', values: [parent] });
    const open = openFolders(expanded, near);
    if (countedAt !== version()) counted = new Map();
    countedAt = version();
    const rowsOn = (parent: number | null): number => {
      const key = `${parent ?? ''} ${parent === null ? onServer : ''}`;
      let count = counted.get(key);
      if (count === undefined) {
        const { where, values } = level(parent);
        count = Number(prepared(`SELECT count(*) AS size FROM items WHERE ${where}`).get(...values)?.['size']);
        counted.set(key, count);
      }
      return count;
    };

    const children = (parent: number | null): readonly OpenFolder[] => open.get(parent) ?? [];
    const sizes = new Map<number | null, number>();
    const sizeOf = (parent: number | null): number => {
      let size = sizes.get(parent);
      if (size === undefined) {
        size = rowsOn(parent);
        for (const folder of children(parent)) size += below(folder);
        sizes.set(parent, size);
      }
      return size;
    };
    const below = (folder: OpenFolder): number => folder.only?.length ?? sizeOf(folder.sequence);

    const rows: { stored: StoredRow; depth: number }[] = [];
    let skip = offset;
    const take = (parent: number | null, from: number, many: number, depth: number): void => {
      const passed = Math.min(skip, many);
      skip -= passed;
      const wanted = Math.min(many - passed, count - rows.length);
      if (wanted <= 0) return;
      const { where, values } = level(parent);
      const found = prepared(`SELECT ${columns} FROM items WHERE ${where} ORDER BY priority, position LIMIT ? OFFSET ?`).all(...values, wanted, from + passed) as StoredRow[];
      for (const stored of found) rows.push({ stored, depth });
    };
    const takeSome = (sequences: readonly number[], depth: number): void => {
      for (const sequence of sequences) {
        if (skip > 0) skip--;
        else if (rows.length < count) {
          const stored = one(sequence);
          if (stored !== undefined) rows.push({ stored, depth });
        }
      }
    };
    const walk = (parent: number | null, depth: number): void => {
      let at = 0;
      for (const folder of children(parent)) {
        take(parent, at, folder.rank + 1 - at, depth);
        at = folder.rank + 1;
        if (rows.length >= count) return;
        if (skip >= below(folder)) skip -= below(folder);
        else if (folder.only === null) walk(folder.sequence, depth + 1);
        else takeSome(folder.only, depth + 1);
      }
      take(parent, at, rowsOn(parent) - at, depth);
    };
    const total = sizeOf(null);
    walk(null, 0);
    return { rows, total };

    /** By the folder that they are in. */
    function openFolders(wanted: readonly number[], running: readonly Item[]): Map<number | null, OpenFolder[]> {
      const isExpanded = new Set(wanted);
      const only = new Map<number, number[]>();
      for (const item of running) {
        if (item.kind === 'directory' || item.parent === null) continue;
        // From the outermost inwards: the first that is not expanded hides it, and has it listed below itself.
        const anchor = sums.above(sequenceOf(item.parent)).findLast((folder) => !isExpanded.has(folder));
        if (anchor === undefined) continue;
        const below = only.get(anchor);
        if (below === undefined) only.set(anchor, [item.sequence]);
        else below.push(item.sequence);
      }
      const found = new Map<number | null, OpenFolder[]>();
      for (const sequence of new Set([...wanted, ...only.keys()])) {
        const row = one(sequence);
        if (row === undefined) continue;
        const parent = numberOrNull(row['parent']);
        const { where, values } = level(parent);
        const before = prepared(`SELECT count(*) AS rank FROM items WHERE ${where} AND (priority, position) < (?, ?)`).get(...values, Number(row['priority']), Number(row['position']));
        const folder: OpenFolder = { rank: Number(before?.['rank']), sequence, only: isExpanded.has(sequence) ? null : (only.get(sequence)?.toSorted((a, b) => a - b) ?? []) };
        const beside = found.get(parent);
        if (beside === undefined) found.set(parent, [folder]);
        else beside.push(folder);
      }
      for (const folders of found.values()) folders.sort((a, b) => a.rank - b.rank);
      return found;
    }
  };
}
