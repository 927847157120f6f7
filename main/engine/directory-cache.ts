import type { Entry } from '../../shared/model/entry.ts';
import type { SessionId } from '../../shared/model/ids.ts';
import type { PathGrammar } from '../../shared/path/grammar.ts';
import { withinTest } from '../../shared/path/is-within.ts';

/** Rows kept over all directories; the directory unused for longest goes first. */
const MOST_ROWS = 300_000;
const KEPT_MS = 10 * 60_000;

export interface DirectoryCache {
  get(session: SessionId, path: string): readonly Entry[] | null;
  /**
   * A listing of this directory begins. The returned function keeps its rows, unless a change of ours has made them untrue meanwhile; call
   * it with null where the listing failed.
   */
  reading(session: SessionId, path: string): (entries: readonly Entry[] | null) => void;
  /** Our own change made the listing of this directory untrue. */
  forget(session: SessionId, path: string): void;
  /** The directory and everything below it is gone or moved. */
  forgetTree(session: SessionId, path: string, grammar: PathGrammar): void;
  forgetSession(session: SessionId): void;
}

/** Listings by session and path. Only our own changes are known here, so a listing is not kept for long. */
export function createDirectoryCache(now: () => number = Date.now): DirectoryCache {
  /** Listings under way; false once something was forgotten that they may have seen before. */
  const underWay = new Set<{ readonly key: string; sound: boolean }>();
  const kept = new Map<string, { readonly at: number; readonly entries: readonly Entry[] }>();
  let rows = 0;
  const key = (session: SessionId, path: string) => `${session}\0${path}`;
  const drop = (each: string): void => {
    rows -= kept.get(each)?.entries.length ?? 0;
    kept.delete(each);
  };

  const forgetAll = (isUntrue: (key: string) => boolean): void => {
    for (const each of kept.keys()) if (isUntrue(each)) drop(each);
    for (const listing of underWay) if (isUntrue(listing.key)) listing.sound = false;
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
    reading: (session, path) => {
      const listing = { key: key(session, path), sound: true };
      underWay.add(listing);
      return (entries) => {
        underWay.delete(listing);
        if (entries === null || !listing.sound) return;
        drop(listing.key);
        if (entries.length > MOST_ROWS) return;
        kept.set(listing.key, { at: now(), entries });
        rows += entries.length;
        for (const oldest of kept.keys()) {
          if (rows <= MOST_ROWS) break;
          drop(oldest);
        }
      };
    },
    forget: (session, path) => {
      const untrue = key(session, path);
      drop(untrue);
      for (const listing of underWay) if (listing.key === untrue) listing.sound = false;
    },
    forgetTree: (session, path, grammar) => {
      const start = key(session, '');
      const isGone = withinTest(grammar, path);
      forgetAll((each) => each.startsWith(start) && isGone(each.slice(start.length)));
    },
    forgetSession: (session) => {
      forgetAll((each) => each.startsWith(`${session}\0`));
    },
  };
}
