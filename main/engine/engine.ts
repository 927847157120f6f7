import type { Client, Handlers } from '../../shared/ipc/contract.ts';
import type { EngineCalls } from '../../shared/ipc/engine-calls.ts';
import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import type { HostCalls } from '../../shared/ipc/host-calls.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { createAccounts } from './accounts.ts';
import { createQuestions } from './ask.ts';
import { browseCalls } from './calls/browse.ts';
import { changeCalls } from './calls/change.ts';
import { changedPaths } from './calls/changed-paths.ts';
import { fileCalls } from './calls/files.ts';
import { inspectCalls } from './calls/inspect.ts';
import { keyCalls } from './calls/keys.ts';
import { createOperations } from './calls/operations.ts';
import { questionCalls } from './calls/questions.ts';
import { sessionCalls } from './calls/sessions.ts';
import { transferCalls } from './calls/transfers.ts';
import { createDirectoryCache } from './directory-cache.ts';
import { createLog } from './log.ts';
import { openSession, type OpenSession } from './open.ts';
import type { QueueFile } from './queue/open-queue.ts';
import { createTransfers } from './queue/transfers.ts';

export interface EngineOptions {
  readonly host: Client<HostCalls>;
  readonly emit: (event: EngineEvent) => void;
  readonly settings: Settings;
  /** Transfers at the same time, where that is not what the settings say: more than a person would want to watch. */
  readonly transfers?: number;
  /**
   * Whether transfers get connections of their own, so that browsing goes on beside them, or take free places on the one that browses
   * first, which saves a sign-in where nobody does.
   */
  readonly connections?: 'own' | 'shared';
  /** The known_hosts file of OpenSSH to trust besides what the host remembers; none is read unless given. */
  readonly knownHostsFile?: string;
  /** Where the queue is kept between runs; in memory, and gone with the engine, unless given. */
  readonly queue?: QueueFile;
  /** Whether each row of the queue that changes is told, as `transfers`; else only that some did, as `queue`. */
  readonly followed?: boolean;
  /** The ssh_config file by which aliases, keys and jump hosts are found; none is read unless given. */
  readonly sshConfigFile?: string;
  /** How sessions are opened, for tests. */
  readonly open?: OpenSession;
}

export interface Engine {
  readonly handlers: Handlers<EngineCalls>;
  changeSettings(settings: Settings): void;
  /** The computer has slept; what waits for another attempt need not wait. */
  wokeUp(): void;
  /** Breaks off all transfers and ends all connections. */
  close(): Promise<void>;
}

/** The whole engine. It knows no process and no transport: the app, the command line, the bench and the tests each put it into theirs. */
export function createEngine(options: EngineOptions): Engine {
  let settings = options.settings;
  const { host, emit } = options;
  const log = createLog((lines) => emit({ type: 'log', lines }));
  const questions = createQuestions(emit);
  const cache = createDirectoryCache();
  const operations = createOperations();
  const accounts = createAccounts({
    host, emit, questions, log,
    open: options.open ?? openSession,
    settings: () => settings,
    transfers: () => options.transfers ?? settings.transfers,
    knownHostsFile: options.knownHostsFile,
    sshConfigFile: options.sshConfigFile,
    shared: options.connections === 'shared',
  });
  const transfers = createTransfers({
    accounts, emit, ask: questions.ask, cache,
    settings: () => settings,
    transfers: options.transfers,
    file: options.queue,
    followed: options.followed ?? true,
  });

  const changed = changedPaths({ accounts, cache, emit });

  return {
    handlers: {
      ...sessionCalls({ accounts, operations, cache, questions, transfers, log }),
      ...browseCalls({ accounts, operations, cache, emit }),
      ...changeCalls({ accounts, operations, changed }),
      ...fileCalls({ accounts, operations, changed }),
      ...keyCalls({ accounts, changed }),
      ...transferCalls(transfers),
      ...inspectCalls({ accounts, operations, host, ask: questions.ask, log, settings: () => settings }),
      ...questionCalls({ questions, operations }),
    },
    changeSettings: (changed) => {
      settings = changed;
      transfers.settingsChanged();
      for (const account of accounts.all()) account.refresh();
    },
    wokeUp: () => transfers.network(true),
    close: async () => {
      const stopped = transfers.close();
      operations.cancelAll();
      questions.withdrawAll();
      await Promise.all([stopped, accounts.close()]);
      log.flush();
    },
  };
}
