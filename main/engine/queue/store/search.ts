import type { Database } from './database.ts';
import { fromStored } from './text.ts';

/** As letters compare in a search: without regard to case, and to how a letter and its marks are put together. */
function folded(text: string): string {
  return text.normalize().toLowerCase();
}

/**
 * Finds rows by their paths: the numbers of those under a condition, in an order, in whose path the words stand. All paths are read for that,
 * once for each state of the queue. SQLite knows the case of ASCII letters alone, so that it settles words of these only, and finds for
 * others the rows that are compared here; paths that are no proper text always are.
 */
export function createSearch(prepared: (sql: string) => ReturnType<Database['reading']>, version: () => number): (where: string, order: string, search: string) => readonly number[] {
  let latest: { readonly asked: string; readonly at: number; readonly found: readonly number[] } | null = null;

  const scan = (where: string, order: string, search: string): readonly number[] => {
    const words = folded(search);
    const [plain = ''] = (words.match(/[\x20-\x7e]+/gu) ?? []).toSorted((a, b) => b.length - a.length);
    // One text for all: a row of its own for each of a million costs several times as much. A negative number is one to be compared.
    const sql = `SELECT json_group_array(CASE WHEN ${words === plain ? `typeof(from_path) = 'text' AND typeof(to_path) = 'text'` : 'FALSE'} THEN id ELSE -id END ORDER BY ${order}) AS found
      FROM items WHERE ${where} AND (instr(lower(from_path), ?) OR instr(lower(to_path), ?) OR typeof(from_path) = 'blob' OR typeof(to_path) = 'blob')`;
    const found = JSON.parse(String(prepared(sql).get(plain, plain)?.['found'])) as number[];
    const paths = prepared('SELECT from_path, to_path FROM items WHERE id = ?');
    const stands = (id: number): boolean => Object.values(paths.get(id) ?? {}).some((path) => folded(fromStored(path)).includes(words));
    return found.filter((id) => id > 0 || stands(-id)).map(Math.abs);
  };

  return (where, order, search) => {
    const asked = [where, order, search].join('\0');
    if (latest?.asked !== asked || latest.at !== version()) latest = { asked, at: version(), found: scan(where, order, search) };
    return latest.found;
  };
}
