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
    const names = await readdir(systemPath(directory), { encoding: 'buffer' });
    for (let at = 0; at < names.length; at += CHUNK) {
      throwIfCancelled(options.signal);
      const rows = await Promise.all(names.slice(at, at + CHUNK).map((bytes) => row(directory, nameFromSystem(bytes))));
      options.onEntries(rows.filter((entry) => entry !== null));
      await new Promise((resolve) => { setImmediate(resolve); });
    }
  });
}

async function row(directory: string, name: string): Promise<Entry | null> {
  const path = grammarOf(LOCAL_GRAMMAR).join(directory, name);
  if (!diskIsQuick()) return entryAt(path, name).catch((thrown: unknown) => withoutFacts(thrown, name));
  try {
    const entry = entryOf(name, timed(() => lstatSync(systemPath(path))));
    return entry.kind === 'link' ? withTarget(entry, path) : entry;
  } catch (thrown) {
    return withoutFacts(thrown, name);
  }
}

function withoutFacts(thrown: unknown, name: string): Entry | null {
  return (thrown as NodeJS.ErrnoException).code === 'ENOENT' ? null : unknownEntry(name);
}
