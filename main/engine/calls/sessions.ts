import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { EngineCalls } from '../../../shared/ipc/engine-calls.ts';
import type { Accounts } from '../accounts.ts';
import type { Questions } from '../ask.ts';
import type { DirectoryCache } from '../directory-cache.ts';
import type { Log } from '../log.ts';
import type { Transfers } from '../queue/transfers.ts';
import { Failure } from '../session/failure.ts';
import type { Operations } from './operations.ts';

export interface SessionCallsOptions {
  readonly accounts: Accounts;
  readonly operations: Operations;
  readonly cache: DirectoryCache;
  readonly questions: Questions;
  readonly transfers: Transfers;
  readonly log: Log;
}

export function sessionCalls({ accounts, operations, cache, questions, transfers, log }: SessionCallsOptions): Pick<Handlers<EngineCalls>, 'snapshot' | 'connect' | 'disconnect' | 'setDataMode'> {
  return {
    snapshot: () => ({
      sessions: accounts.all().map((account) => account.facts()).filter((facts) => facts !== null),
      queue: transfers.status(),
      notices: transfers.notices(),
      questions: questions.open(),
      log: log.lines(),
    }),
    connect: (operation, profile, { secret, site = null }) => operations.run(operation, (signal) => accounts.connect(profile, { secret, site }, signal)),
    disconnect: async (session) => {
      cache.forgetSession(session);
      await accounts.disconnect(session);
    },
    setDataMode: (session, mode) => {
      const account = accounts.get(session);
      if (account.dataMode() === null) throw Failure.of('not-supported', { host: account.label, what: 'active and passive data connections' });
      account.setDataMode(mode);
    },
  };
}
