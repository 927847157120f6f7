import type { Entry } from '../../shared/model/entry.ts';
import type { SessionId } from '../../shared/model/ids.ts';
import type { PathGrammar } from '../../shared/path/grammar.ts';
import { withinTest } from '../../shared/path/is-within.ts';

/** Rows kept over all directories; the directory unused for longest goes first. */
const MOST_ROWS = 300_000;
const KEPT_MS = 10 * 60_000;

export interface DirectoryCache {
  get(session: SessionId, path: string): readonly Entry[] | null;
  put(session: SessionId, path: string, entries: readonly Entry[]): void;
  /** Our own change made the listing of this directory untrue. */
  forget(session: SessionId, path: string): void;
  /** The directory and everything below it is gone or moved. */
  forgetTree(session: SessionId, path: string, grammar: PathGrammar): void;
  forgetSession(session: SessionId): void;
}

/** Listings by session and path. Only our own changes are known here, so a listing is not kept for long. */
export function createDirectoryCache(now: () => number = Date.now): DirectoryCache {
  const kept = new Map<string, { readonly at: number; readonly entries: readonly Entry[] }>();
  let rows = 0;
  const key = (session: SessionId, path: string) => `${session}\0${path}`;
  const drop = (each: string): void => {
    rows -= kept.get(each)?.entries.length ?? 0;
    kept.delete(each);
  };

  return {
    get: (session, path) => {
      const found = kept.get(key(session, path));
      if (found === undefined) return null;
      drop(key(session, path));
      if (now() - found.at > KEPT_MS) return null;
      kept.set(key(session, path), found);
      rows += found.entries.length;
      return found.entries;
    },
    put: (session, path, entries) => {
      drop(key(session, path));
      if (entries.length > MOST_ROWS) return;
      kept.set(key(session, path), { at: now(), entries });
      rows += entries.length;
      for (const oldest of kept.keys()) {
        if (rows <= MOST_ROWS) break;
        drop(oldest);
      }
    },
    forget: (session, path) => drop(key(session, path)),
    forgetTree: (session, path, grammar) => {
      const start = key(session, '');
      const isGone = withinTest(grammar, path);
      for (const each of kept.keys()) if (each.startsWith(start) && isGone(each.slice(start.length))) drop(each);
    },
    forgetSession: (session) => {
      for (const each of kept.keys()) if (each.startsWith(`${session}\0`)) drop(each);
    },
  };
}
