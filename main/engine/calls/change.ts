import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { EngineCalls } from '../../../shared/ipc/engine-calls.ts';
import type { EngineEvent } from '../../../shared/ipc/engine-events.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import type { Accounts } from '../accounts.ts';
import type { DirectoryCache } from '../directory-cache.ts';
import { grammarNameOf } from '../queue/expand.ts';
import { removeTree } from '../remove-tree.ts';
import type { Operations } from './operations.ts';

export interface ChangeCallsOptions {
  readonly accounts: Accounts;
  readonly operations: Operations;
  readonly cache: DirectoryCache;
  readonly emit: (event: EngineEvent) => void;
}

const never = new AbortController().signal;

export function changeCalls({ accounts, operations, cache, emit }: ChangeCallsOptions): Pick<Handlers<EngineCalls>, 'makeDirectory' | 'rename' | 'remove'> {
  /** Paths that were made, moved or removed: whatever is known of them and of the directories that hold them is untrue. */
  const changed = (session: SessionId, paths: readonly string[]): void => {
    const grammar = grammarOf(grammarNameOf(accounts.get(session)));
    const directories = new Set(paths.map((path) => grammar.parent(path)));
    for (const path of paths) cache.forgetTree(session, path, grammar);
    for (const path of directories) {
      cache.forget(session, path);
      emit({ type: 'directory-changed', session, path });
    }
  };

  return {
    makeDirectory: async (session, path) => {
      await accounts.get(session).pool.browse((open) => open.makeDirectory(path), never);
      changed(session, [path]);
    },
    rename: async (session, from, to) => {
      await accounts.get(session).pool.browse((open) => open.rename(from, to), never);
      changed(session, [from, to]);
    },
    remove: (operation, session, targets) =>
      operations.run(operation, async (signal) => {
        const { pool } = accounts.get(session);
        try {
          return { removed: await removeTree((use) => pool.browse(use, signal), targets, signal) };
        } finally {
          // Some of it may be gone even when it failed.
          changed(session, targets.map((target) => target.path));
        }
      }),
  };
}
