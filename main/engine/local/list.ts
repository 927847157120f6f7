import { lstatSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { Entry } from '../../../shared/model/entry.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { throwIfCancelled } from '../session/failure.ts';
import type { ListOptions } from '../session/session.ts';
import { diskIsQuick, timed } from './disk-pace.ts';
import { entryAt, entryOf, unknownEntry, withTarget } from './entry-of.ts';
import { local } from './failures.ts';
import { LOCAL_GRAMMAR } from './local-grammar.ts';
import { nameFromSystem, systemPath } from './system-path.ts';

/** Rows looked at side by side and handed over together. Small enough that blocking on them stays under a millisecond or two. */
const CHUNK = 250;

/** Lists a local directory. What vanishes meanwhile is left out; what may not be looked at is a row without facts. */
export function list(directory: string, options: ListOptions): Promise<void> {
  return local(directory, async () => {
    throwIfCancelled(options.signal);
    const names = await namesIn(directory);
    for (let at = 0; at < names.length; at += CHUNK) {
      throwIfCancelled(options.signal);
      const rows = names.slice(at, at + CHUNK).map((name) => row(directory, name));
      const known = rows.every((entry): entry is Entry | null => !(entry instanceof Promise)) ? rows : await Promise.all(rows.map((entry) => Promise.resolve(entry)));
      options.onEntries(known.filter((entry) => entry !== null));
      await new Promise((resolve) => { setImmediate(resolve); });
    }
  });
}

/** Strings cost a third of bytes, and say where a name is no UTF-8: its bytes are U+FFFD in them, as is that character itself. */
async function namesIn(directory: string): Promise<readonly string[]> {
  const names = await readdir(systemPath(directory));
  if (!names.some((name) => name.includes('\ufffd'))) return names;
  return (await readdir(systemPath(directory), { encoding: 'buffer' })).map(nameFromSystem);
}

function row(directory: string, name: string): Entry | null | Promise<Entry | null> {
  const path = grammarOf(LOCAL_GRAMMAR).join(directory, name);
  if (!diskIsQuick()) return entryAt(path, name).catch((thrown: unknown) => withoutFacts(thrown, name));
  try {
    const stats = timed(() => lstatSync(systemPath(path), { throwIfNoEntry: false }));
    if (stats === undefined) return null;
    const entry = entryOf(name, stats);
    return entry.kind === 'link' ? withTarget(entry, path) : entry;
  } catch (thrown) {
    return withoutFacts(thrown, name);
  }
}

function withoutFacts(thrown: unknown, name: string): Entry | null {
  return (thrown as NodeJS.ErrnoException).code === 'ENOENT' ? null : unknownEntry(name);
}
