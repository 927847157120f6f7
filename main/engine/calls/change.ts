import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { EngineCalls } from '../../../shared/ipc/engine-calls.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { Accounts } from '../accounts.ts';
import { grammarNameOf } from '../queue/expand.ts';
import { removeTree } from '../remove-tree.ts';
import type { Operations } from './operations.ts';

export interface ChangeCallsOptions {
  readonly accounts: Accounts;
  readonly operations: Operations;
  readonly changed: (session: SessionId, paths: readonly string[]) => void;
}

const never = new AbortController().signal;

export function changeCalls({ accounts, operations, changed }: ChangeCallsOptions): Pick<Handlers<EngineCalls>, 'makeDirectory' | 'rename' | 'remove'> {
  return {
    makeDirectory: async (session, path) => {
      const account = accounts.get(session);
      const parent = grammarOf(grammarNameOf(account)).parent(path);
      await account.lock(parent, () => account.pool.browse((open) => open.makeDirectory(path), never));
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
