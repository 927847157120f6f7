import { LOCAL_SESSION, type SessionId } from '../../../shared/model/ids.ts';
import { profileLabel, type Profile } from '../../../shared/model/profile.ts';
import type { QueueFile } from '../../../shared/model/queue-file.ts';
import { priorities, type Place } from '../../../shared/model/transfer.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import type { Accounts } from '../accounts.ts';
import { LOCAL_GRAMMAR } from '../local/local-grammar.ts';
import { safeName } from '../local/safe-name.ts';
import { commandSafe } from '../session/command-safe.ts';
import { toFailureData } from '../session/failure.ts';
import type { Draft, Item } from './item.ts';

/** What has not ended, as a file that another queue can take in. */
export function exportItems(items: Iterable<Item>, accounts: Pick<Accounts, 'known'>): QueueFile {
  const profiles: Profile[] = [];
  const numbers = new Map<SessionId, number | null>([[LOCAL_SESSION, null]]);
  const end = ({ session, path }: Place) => {
    let account = numbers.get(session);
    if (account === undefined) {
      const { profile } = accounts.known(session);
      account = profile === null ? null : profiles.push(profile) - 1;
      numbers.set(session, account);
    }
    return { account, path };
  };
  const transfers = Array.from(items, ({ kind, from, to, size, priority }) => ({ kind, from: end(from), to: end(to), size, priority: priorities[priority]! }));
  return { format: 'hawser-queue', version: 1, accounts: profiles, transfers };
}

/** What such a file asks for. `batchOf` numbers the requests that it makes: one for each pair of ends. */
export function importDrafts({ accounts: profiles, transfers }: QueueFile, accounts: Pick<Accounts, 'adopt'>, batchOf: (from: SessionId, to: SessionId) => number): readonly Draft[] {
  const sessions = profiles.map((profile) => accounts.adopt({ profile, site: null }));
  return transfers.map(({ kind, from: source, to: target, size, priority }): Draft => {
    const from: Place = { session: source.account === null ? LOCAL_SESSION : sessions[source.account]!, path: source.path };
    const to: Place = { session: target.account === null ? LOCAL_SESSION : sessions[target.account]!, path: target.path };
    const remote = source.account ?? target.account;
    return {
      parent: null,
      batch: batchOf(from.session, to.session),
      kind,
      direction: source.account === null && target.account !== null ? 'upload' : target.account === null && source.account !== null ? 'download' : 'copy',
      from, to,
      chosen: to.session === LOCAL_SESSION ? grammarOf(LOCAL_GRAMMAR).parent(to.path) : to.path,
      server: remote === null ? 'local' : profileLabel(profiles[remote]!),
      lane: from.session === LOCAL_SESSION ? to.session : from.session,
      source: null, size, depth: 0, priority,
      ...refusal(to),
    };
  });
}

/** A path that cannot be written to is told of as such, and not tried. */
function refusal({ session, path }: Place): Pick<Draft, 'ended'> {
  try {
    commandSafe(path);
    if (session === LOCAL_SESSION) safeName(grammarOf(LOCAL_GRAMMAR).base(path));
    return {};
  } catch (thrown) {
    return { ended: { state: 'failed', failure: toFailureData(thrown) } };
  }
}
