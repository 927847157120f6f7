import { posix } from 'node:path';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { EngineCalls } from '../../../shared/ipc/engine-calls.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { Accounts } from '../accounts.ts';

export interface KeyCallsOptions {
  readonly accounts: Accounts;
  /** Told of paths whose rows are untrue from here on. */
  readonly changed: (session: SessionId, paths: readonly string[]) => void;
}

type KeyCalls = Pick<Handlers<EngineCalls>, 'generateKey' | 'showKey' | 'convertKey' | 'installKey'>;

/** SSH keys for people. What works on keys is loaded at its first use: few sessions need it. */
export function keyCalls({ accounts, changed }: KeyCallsOptions): KeyCalls {
  const files = () => import('../sftp/keys/key-files.ts');
  return {
    generateKey: async (plan) => (await files()).generateKey(plan),
    showKey: async (file, passphrase) => (await files()).showKey(file, passphrase),
    convertKey: async (conversion) => (await files()).convertKey(conversion),
    installKey: async (id, publicKey) => {
      const { installKey } = await import('../sftp/keys/install-key.ts');
      const installed = await accounts.get(id).pool.browse((session) => installKey(session, publicKey), new AbortController().signal);
      // The folder is new as well where there was none.
      changed(id, [installed.path, posix.dirname(installed.path)]);
      return installed;
    },
  };
}
