import type { Entry } from '../../shared/model/entry.ts';
import { grammarOf } from '../../shared/path/grammar.ts';
import { Failure, throwIfCancelled } from './session/failure.ts';
import type { Session } from './session/session.ts';

/** Runs one step on the session, waiting for a free place on it. */
export type RunOn = <T>(use: (session: Session) => Promise<T>) => Promise<T>;

/** Directories looked into at the same time, at each depth, and files removed at the same time in each; the session takes them as it has places. */
const DIRECTORIES = 4;
const FILES = 64;

/**
 * Removes files, links and whole directories. Links are removed and never followed. Goes on past what cannot be removed, and then
 * rejects with the first failure. Returns how many files, links and directories are gone.
 */
export async function removeTree(run: RunOn, targets: readonly { readonly path: string; readonly directory: boolean }[], signal: AbortSignal): Promise<number> {
  let removed = 0;
  let first = null as { readonly thrown: unknown } | null;
  let over = false;

  const attempt = async (step: () => Promise<void>): Promise<void> => {
    throwIfCancelled(signal);
    if (over) return;
    try {
      await step();
    } catch (thrown) {
      first ??= { thrown };
      if (!isFinal(thrown)) return;
      // Steps that run beside this one end, and no further ones begin.
      over = true;
      throw thrown;
    }
  };
  const removeOne = (path: string, kind: 'file' | 'directory'): Promise<void> =>
    attempt(async () => {
      await run((session) => session.remove(path, kind));
      removed++;
    });

  const removeDirectory = async (path: string): Promise<void> => {
    const rows: Entry[] = [];
    await attempt(() => run(async (session) => {
      const grammar = grammarOf(session.grammar);
      await session.list(path, { signal, onEntries: (entries) => rows.push(...entries.map((entry) => ({ ...entry, name: grammar.join(path, entry.name) }))) });
    }));
    const directories = rows.filter((row) => row.kind === 'directory');
    await inTurns(rows.filter((row) => row.kind !== 'directory'), FILES, (row) => removeOne(row.name, 'file'));
    await inTurns(directories, DIRECTORIES, (row) => removeDirectory(row.name));
    await removeOne(path, 'directory');
  };

  for (const target of targets) await (target.directory ? removeDirectory(target.path) : removeOne(target.path, 'file'));
  if (first !== null) throw first.thrown;
  return removed;
}

/** What makes it pointless to go on. */
function isFinal(thrown: unknown): boolean {
  return !(thrown instanceof Failure) || ['cancelled', 'lost', 'login', 'trust', 'unreachable', 'timeout', 'internal'].includes(thrown.data.code);
}

async function inTurns<T>(items: readonly T[], most: number, each: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, async () => {
    for (const item of left) await each(item);
  }));
}
