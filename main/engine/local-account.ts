import type { SessionFacts } from '../../shared/ipc/engine-calls.ts';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import type { Account } from './account.ts';
import { createDirectoryLock } from './directory-lock.ts';
import { openLocal } from './local/open.ts';
import type { Pool } from './pool.ts';

/** The local disk needs no opening and no sharing out. */
export function localAccount(): Account {
  const session = openLocal();
  const { home, abilities, grammar, protection } = session;
  const facts: SessionFacts = { session: LOCAL_SESSION, label: 'local', home, abilities, grammar, protection, dataMode: null };
  const pool: Pool = {
    browse: (use) => use(session),
    lease: () => Promise.resolve({ session, release: () => {} }),
    browsing: () => session,
    close: () => session.close(),
  };
  return { id: LOCAL_SESSION, label: 'local', profile: null, site: null, pool, lock: createDirectoryLock(), facts: () => facts, dataMode: () => null, setDataMode: () => {}, refresh: () => {} };
}
