import type { Entry, ModifiedTime, TimePrecision } from '../../../../../shared/model/entry.ts';
import type { ServerType } from '../../../../../shared/model/server-type.ts';
import { row } from '../row.ts';

/** When the listings of the tests are read. */
export const now = Date.UTC(2026, 10, 21, 12, 0);

/** A line as a server sends it, what must become of it, and the type of server where it takes one to know. */
export type RowCase = readonly [line: string, expected: Entry | 'skip', type?: ServerType];

/** `2026-01-02`, with ` 03:04`, `:05` and `.678` as far as they are known. */
export function time(text: string): ModifiedTime {
  const precisions: Readonly<Record<number, TimePrecision>> = { 10: 'day', 16: 'minute', 19: 'second', 23: 'millisecond' };
  const precision = precisions[text.length];
  if (precision === undefined) throw new RangeError(text);
  return { at: Date.parse(precision === 'day' ? `${text}T00:00Z` : `${text.replace(' ', 'T')}Z`), precision };
}

type Rest = Partial<Omit<Entry, 'name' | 'kind' | 'size' | 'modified'>>;

export function file(name: string, size: number | null, modified: string | null, rest: Rest = {}): Entry {
  return row({ name, kind: 'file', size, modified: modified === null ? null : time(modified), ...rest });
}

export function directory(name: string, modified: string | null, rest: Rest = {}): Entry {
  return row({ name, kind: 'directory', modified: modified === null ? null : time(modified), ...rest });
}

export function link(name: string, size: number | null, modified: string, rest: Rest = {}): Entry {
  return row({ name, kind: 'link', size, modified: time(modified), ...rest });
}

export function other(name: string, modified: string, rest: Rest = {}): Entry {
  return row({ name, kind: 'other', modified: time(modified), ...rest });
}
