import type { Entry } from '../../shared/model/entry.ts';
import { grammarOf } from '../../shared/path/grammar.ts';
import { Failure, throwIfCancelled } from './session/failure.ts';
import type { Session } from './session/session.ts';

/** Runs one step on the session, waiting for a free place on it. */
export type RunOn = <T>(use: (session: Session) => Promise<T>) => Promise<T>;

/** Directories looked into at the same time, at each depth, and files worked on at the same time in each; the session takes them as it has places. */
const DIRECTORIES = 4;
const FILES = 64;

export interface Found {
  readonly path: string;
  readonly entry: Entry;
}

/** Work on whole trees of files that goes on past what fails, and then rejects with the first failure. */
export interface TreeWork {
  /** One step. Its failure is kept; one that makes it pointless to go on (a lost connection, say) ends everything. */
  attempt(step: () => Promise<void>): Promise<void>;
  /** What is in a directory; nothing where it cannot be listed. */
  contents(path: string): Promise<{ readonly files: readonly Found[]; readonly directories: readonly Found[] }>;
  eachFile<T>(items: readonly T[], each: (item: T) => Promise<void>): Promise<void>;
  eachDirectory<T>(items: readonly T[], each: (item: T) => Promise<void>): Promise<void>;
  /** Throws the first failure. */
  end(): void;
}

export function createTreeWork(run: RunOn, signal: AbortSignal): TreeWork {
  let first = null as { readonly thrown: unknown } | null;
  let over = false;
  const attempt: TreeWork['attempt'] = async (step) => {
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
  return {
    attempt,
    contents: async (path) => {
      const rows: Found[] = [];
      await attempt(() => run(async (session) => {
        const grammar = grammarOf(session.grammar);
        await session.list(path, { signal, onEntries: (entries) => rows.push(...entries.map((entry) => ({ path: grammar.join(path, entry.name), entry }))) });
      }));
      return { files: rows.filter(({ entry }) => entry.kind !== 'directory'), directories: rows.filter(({ entry }) => entry.kind === 'directory') };
    },
    eachFile: (items, each) => inTurns(items, FILES, each),
    eachDirectory: (items, each) => inTurns(items, DIRECTORIES, each),
    end: () => {
      if (first !== null) throw first.thrown;
    },
  };
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
