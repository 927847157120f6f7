import type { EngineEvent } from '../../../shared/ipc/engine-events.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import type { Accounts } from '../accounts.ts';
import type { DirectoryCache } from '../directory-cache.ts';
import { grammarNameOf } from '../queue/expand.ts';

export interface ChangedPathsOptions {
  readonly accounts: Accounts;
  readonly cache: DirectoryCache;
  readonly emit: (event: EngineEvent) => void;
}

/** Told of paths that were made, moved, changed or removed: whatever is known of them and of the directories that hold them is untrue. */
export function changedPaths({ accounts, cache, emit }: ChangedPathsOptions) {
  return (session: SessionId, paths: readonly string[]): void => {
    const grammar = grammarOf(grammarNameOf(accounts.get(session)));
    const directories = new Set(paths.map((path) => grammar.parent(path)));
    for (const path of paths) cache.forgetTree(session, path, grammar);
    for (const path of directories) {
      cache.forget(session, path);
      emit({ type: 'directory-changed', session, path });
    }
  };
}
