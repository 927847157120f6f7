import { basename } from 'node:path';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { EngineCalls } from '../../../shared/ipc/engine-calls.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import type { Accounts } from '../accounts.ts';
import { changeModes } from '../change-modes.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { storeUnique } from '../store-unique.ts';
import type { Operations } from './operations.ts';

export interface FileCallsOptions {
  readonly accounts: Accounts;
  readonly operations: Operations;
  /** Told of paths whose rows are untrue from here on. */
  readonly changed: (session: SessionId, paths: readonly string[]) => void;
}

type FileCalls = Pick<Handlers<EngineCalls>, 'changeModes' | 'checksum' | 'copyOnServer' | 'freeSpace' | 'makeLink' | 'sendCommand' | 'uploadUnique'>;

/** What only some servers can do with their files. Each rejects with `not-supported` where this one cannot. */
export function fileCalls({ accounts, operations, changed }: FileCallsOptions): FileCalls {
  const never = new AbortController().signal;
  const use = <T>(id: SessionId, what: string, run: (session: Session) => Promise<T> | undefined, signal = never): Promise<T> => {
    const account = accounts.get(id);
    return account.pool.browse((session) => run(session) ?? Promise.reject(Failure.of('not-supported', { host: account.label, what })), signal);
  };
  return {
    changeModes: (operation, session, targets, change) =>
      operations.run(operation, async (signal) => {
        const { pool } = accounts.get(session);
        try {
          return { changed: await changeModes((step) => pool.browse(step, signal), targets, change, signal) };
        } finally {
          changed(session, targets.map(({ path }) => path));
        }
      }),
    checksum: (operation, session, path, algorithm) => operations.run(operation, (signal) => use(session, `checksum ${algorithm}`, (open) => open.checksum?.(path, algorithm, signal), signal)),
    copyOnServer: (operation, session, from, to) =>
      operations.run(operation, async (signal) => {
        await use(session, 'copy', (open) => open.copy?.(from, to, signal), signal);
        changed(session, [to]);
      }),
    freeSpace: (session, path) => use(session, 'freeSpace', (open) => open.freeSpace?.(path)),
    makeLink: async (session, target, path) => {
      await use(session, 'symlink', (open) => open.makeLink?.(target, path));
      changed(session, [path]);
    },
    uploadUnique: (operation, from, id, directory) =>
      operations.run(operation, async (signal) => {
        const { pool, label } = accounts.get(id);
        // Over a connection for transfers: a large file would keep the one that browses.
        const { session, release } = await pool.lease(signal);
        try {
          const path = await storeUnique(from, { session, host: label, directory }, signal);
          changed(id, [path]);
          return path;
        } catch (thrown) {
          // It may be there all the same, under a name that nobody knows.
          changed(id, [grammarOf(session.grammar).join(directory, basename(from))]);
          throw thrown;
        } finally {
          release();
        }
      }),
    sendCommand: (session, command, directory) => use(session, 'raw', (open) => open.raw?.(command, directory)),
  };
}
