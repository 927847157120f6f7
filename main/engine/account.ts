import type { Client } from '../../shared/ipc/contract.ts';
import type { SessionFacts } from '../../shared/ipc/engine-calls.ts';
import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import type { HostCalls } from '../../shared/ipc/host-calls.ts';
import { failureData } from '../../shared/model/failure.ts';
import type { SessionId, SiteId } from '../../shared/model/ids.ts';
import { isSsh, type DataMode, type Profile } from '../../shared/model/profile.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { createCredentials, ownerOf } from './credentials.ts';
import { createDirectoryLock, type DirectoryLock } from './directory-lock.ts';
import type { Log } from './log.ts';
import { openRoute } from './net/open-route.ts';
import type { OpenSession } from './open.ts';
import { createPool, type Pool } from './pool.ts';
import type { Ask, TrustBook } from './session/context.ts';
import { toFailureData } from './session/failure.ts';
import type { Session } from './session/session.ts';
import type { ConnectionPlan } from './ssh-config/plan.ts';

/** One account on one server, or the local disk, with all its connections. */
export interface Account {
  readonly id: SessionId;
  readonly label: string;
  readonly site: SiteId | null;
  /** Null for the local disk. */
  readonly profile: Profile | null;
  readonly pool: Pool;
  /** For changes that must not run into each other. */
  readonly lock: DirectoryLock;
  /** As they were when the browsing connection was last looked at; null before it was ever open. */
  facts(): SessionFacts | null;
  /** Who is asked to open the next data connection; null where the protocol has no such choice. */
  dataMode(): SessionFacts['dataMode'];
  /** Chooses for the next data connection of each of its connections. */
  setDataMode(mode: DataMode): void;
  /** Tells the window when what it knows of the session has changed: a data channel has opened, say. */
  refresh(): void;
}

/** `secret`: what the user has just typed. `site`: whose saved secrets may be used. */
export interface SignIn {
  readonly secret: string | undefined;
  readonly site: SiteId | null;
}

/** What every account has in common. */
export interface AccountOptions {
  readonly host: Client<HostCalls>;
  readonly emit: (event: EngineEvent) => void;
  readonly ask: Ask;
  readonly trust: TrustBook;
  readonly log: Log;
  readonly open: OpenSession;
  readonly settings: () => Settings;
  /** Connections for transfers that one account may open. */
  readonly transfers: () => number;
  /** See `SessionContext`. */
  readonly knownHostsFile: string | undefined;
  /** Transfers take free places on the browsing connection first. */
  readonly shared: boolean;
}

/** `label`: what the user knows the server by, whatever an alias in ssh_config stands for. */
interface Named {
  readonly id: SessionId;
  readonly label: string;
}

/** An account on a server, reached as the plan says. Opens nothing: its pool does, when a connection is first used. */
export function createAccount(options: AccountOptions, { id, label }: Named, plan: ConnectionPlan, { secret, site }: SignIn): Account {
  const { emit, log, ask, trust } = options;
  // The account's own, shared by all its connections: they read the data mode from it at each transfer.
  const profile = { ...plan.profile };
  const dataMode = (): SessionFacts['dataMode'] => {
    if (isSsh(profile.protocol)) return null;
    return profile.dataMode === 'default' ? options.settings().dataMode : profile.dataMode;
  };
  // Kept and shown under the name that the user knows the server by.
  const owner = { ...ownerOf(profile), label };
  const credentials = createCredentials({ host: options.host, site, ask, hide: log.hide, ...(secret !== undefined && { typed: { owner, secret } }) });
  for (const { kind, text } of plan.said) log.add(id, 0, kind, text);
  const common = { ask, trust, identitiesOf: plan.identitiesOf, ...(options.knownHostsFile === undefined ? {} : { knownHostsFile: options.knownHostsFile }) };
  const route = openRoute(profile, {
    ...common,
    log: (kind, text) => log.add(id, 0, kind, text),
    secretOf: credentials.find,
    get settings() {
      return options.settings();
    },
  });
  let signedIn = 0;
  const open = async (number: number, signal: AbortSignal): Promise<Session> => {
    const opening = options.open(profile, {
      log: (kind, text) => log.add(id, number, kind, text),
      ...common,
      route,
      password: credentials.find(owner, signal),
      othersIn: () => signedIn > 0,
      secretOf: (other) => credentials.find(other, signal),
      get settings() {
        return options.settings();
      },
      signal,
    });
    // What is opened for the queue, or again, has no dialog that would say why it fails.
    const session = await opening.catch((thrown: unknown) => {
      log.failed(id, number, toFailureData(thrown));
      throw thrown;
    });
    signedIn += 1;
    void session.ended.then(() => { signedIn -= 1; });
    await credentials.confirmed();
    return session;
  };
  let facts: SessionFacts | null = null;
  const look = (session: Session): void => {
    const { control, data } = session.protection;
    // Asked behind every file, most of which have changed nothing.
    if (profile.tunnel === undefined && facts?.protection.control === control && facts.protection.data === data && facts.dataMode === dataMode()) return;
    const inside = { control: route.inside?.() ?? null, data: route.data.inside?.() ?? null };
    const protection = profile.tunnel === undefined ? session.protection : { ...session.protection, inside };
    const next: SessionFacts = { session: id, label, home: session.home, abilities: session.abilities, grammar: session.grammar, protection, dataMode: dataMode() };
    if (JSON.stringify(next) === JSON.stringify(facts)) return;
    facts = next;
    emit({ type: 'session', facts });
  };
  const pool = createPool({
    open,
    limit: () => profile.transfers?.connections ?? options.transfers(),
    shared: options.shared,
    single: () => profile.transfers?.connections === 1,
    onLowered: (count) => {
      log.add(id, 0, 'status', `The server allows no further connection. Transfers go on over ${count === 0 ? 'the one that is open' : `${count} of them`}; more are tried again in two minutes.`);
    },
    onBrowsing: (session) => {
      facts = null;
      look(session);
    },
    onClosed: () => route.close(),
    onLost: () => {
      const failure = failureData('connection-lost', { host: profile.host });
      log.failed(id, 0, failure);
      emit({ type: 'session-lost', session: id, failure });
    },
  });
  const refresh = (): void => {
    const session = pool.browsing();
    if (session !== null) look(session);
  };
  return {
    id,
    label,
    site,
    profile,
    pool,
    lock: createDirectoryLock(),
    facts: () => (facts === null || facts.dataMode === dataMode() ? facts : { ...facts, dataMode: dataMode() }),
    dataMode,
    setDataMode: (mode) => {
      profile.dataMode = mode;
      refresh();
    },
    refresh,
  };
}
