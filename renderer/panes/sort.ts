import { type Entry, leadsToDirectory } from '../../shared/model/entry.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import { kindOfName } from './kind.ts';
import { naturalKey } from './natural-key.ts';

export const columns = ['name', 'size', 'type', 'modified', 'permissions', 'owner'] as const;
export type Column = (typeof columns)[number];

export interface Sort {
  readonly column: Column;
  readonly descending: boolean;
}

/** What a click on a column's header leads to: the same column turns round, another starts in the order people look for first. */
export function nextSort(sort: Sort, column: Column): Sort {
  if (sort.column === column) return { column, descending: !sort.descending };
  return { column, descending: column === 'size' || column === 'modified' };
}

/** The entries in order, directories first in either direction. What is unknown stands last; equal ones stand by name. */
export function sortEntries(entries: readonly Entry[], sort: Sort): readonly Entry[] {
  const rows = entries.map((entry) => ({ entry, folder: leadsToDirectory(entry), name: naturalKey(entry.name), key: sortKey(entry, sort.column) }));
  const sign = sort.descending ? -1 : 1;
  rows.sort((a, b) => {
    if (a.folder !== b.folder) return a.folder ? -1 : 1;
    if (a.key !== null && b.key !== null) {
      if (a.key < b.key) return -sign;
      if (a.key > b.key) return sign;
    } else if (a.key !== b.key) return a.key === null ? 1 : -1;
    const byName = compare(a.name, b.name) || compare(a.entry.name, b.entry.name);
    return sort.column === 'name' ? sign * byName : byName;
  });
  return rows.map((row) => row.entry);
}

function sortKey(entry: Entry, column: Column): string | number | null {
  switch (column) {
    case 'name':
      return '';
    case 'size':
      return leadsToDirectory(entry) ? null : entry.size;
    case 'type':
      return kindOfName(entry);
    case 'modified':
      return entry.modified?.at ?? null;
    case 'permissions':
      return entry.mode;
    case 'owner':
      return entry.owner === null ? null : `${entry.owner}/${entry.group ?? ''}`;
    default:
      return assertNever(column);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
