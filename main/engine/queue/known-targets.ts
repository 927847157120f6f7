import type { Entry } from '../../../shared/model/entry.ts';
import type { GrammarName } from '../../../shared/path/grammar.ts';
import { writesLikeWindows } from './name-rules.ts';
import { LOCAL_SESSION, type SessionId } from '../../../shared/model/ids.ts';

/** Lists a directory; the rows as they come. */
export type ListDirectory = (session: SessionId, path: string, signal: AbortSignal) => Promise<readonly Entry[]>;

/** Whether names in another case are the same file: on this computer, and on servers that write paths as systems do that see it so. */
export function ignoresCase(session: SessionId, grammarOf: (session: SessionId) => GrammarName): boolean {
  if (session === LOCAL_SESSION) return process.platform === 'win32' || process.platform === 'darwin';
  const grammar = grammarOf(session);
  return writesLikeWindows(grammar) || grammar === 'vms';
}

/**
 * What lies in the directories that the queue writes to. Each is listed once, at its first file, and kept up by what we write ourselves, so
 * that a check for an existing file costs no question to the server.
 */
export interface KnownTargets {
  /** The same for all paths of a session that lead to one file. */
  key(session: SessionId, path: string): string;
  /** What has this name in the directory; null where nothing has. */
  find(session: SessionId, directory: string, name: string, signal: AbortSignal): Promise<Entry | null> | Entry | null;
  /** Whether the name is taken, as far as the listing is known. */
  taken(session: SessionId, directory: string, name: string): boolean;
  /** We made the directory: it is empty. */
  made(session: SessionId, directory: string): void;
  wrote(session: SessionId, directory: string, entry: Entry): void;
  /** The queue has nothing to do; what others do meanwhile is not ours to know. */
  forgetAll(): void;
}

/** Directories remembered. One that is dropped is listed again when it is needed. */
const MOST = 10_000;

export function createKnownTargets(list: ListDirectory, foldsCase: (session: SessionId) => boolean): KnownTargets {
  type Names = Map<string, Entry>;
  const known = new Map<string, Names | Promise<Names>>();
  const fold = (session: SessionId, name: string) => (foldsCase(session) ? name.normalize().toLowerCase() : name);
  const key = (session: SessionId, path: string) => `${session}\0${fold(session, path)}`;

  const remember = (at: string, names: Names | Promise<Names>): void => {
    known.set(at, names);
    if (known.size > MOST) known.delete(known.keys().next().value!);
  };
  /** What was written while its directory was being listed, which the listing may be too old to have. */
  const late = new Map<string, Entry[]>();
  const load = async (session: SessionId, directory: string, signal: AbortSignal): Promise<Names> => {
    const entries = await list(session, directory, signal);
    const at = key(session, directory);
    const all = [...entries, ...(late.get(at) ?? [])];
    late.delete(at);
    return new Map(all.map((entry) => [fold(session, entry.name), entry]));
  };

  return {
    key,
    find: (session, directory, name, signal) => {
      const at = key(session, directory);
      const names = known.get(at);
      if (names instanceof Map) return names.get(fold(session, name)) ?? null;
      const look = (found: Names): Entry | null => found.get(fold(session, name)) ?? null;
      if (names !== undefined) return names.then(look, () => load(session, directory, signal).then(look));
      const loading = load(session, directory, signal);
      remember(at, loading);
      return loading.then(
        (found) => {
          if (known.get(at) === loading) known.set(at, found);
          return look(found);
        },
        (thrown: unknown) => {
          if (known.get(at) === loading) known.delete(at);
          throw thrown;
        },
      );
    },
    taken: (session, directory, name) => {
      const names = known.get(key(session, directory));
      return names instanceof Map && names.has(fold(session, name));
    },
    made: (session, directory) => remember(key(session, directory), new Map()),
    wrote: (session, directory, entry) => {
      const at = key(session, directory);
      const names = known.get(at);
      if (names instanceof Map) names.set(fold(session, entry.name), entry);
      else if (names !== undefined) late.set(at, [...(late.get(at) ?? []), entry]);
    },
    forgetAll: () => {
      known.clear();
      late.clear();
    },
  };
}
