import { createHash } from 'node:crypto';
import type { Client } from '../../shared/ipc/contract.ts';
import type { SessionFacts } from '../../shared/ipc/engine-calls.ts';
import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import type { HostCalls } from '../../shared/ipc/host-calls.ts';
import { failureData } from '../../shared/model/failure.ts';
import { LOCAL_SESSION, sessionIdSchema, type SessionId, type SiteId } from '../../shared/model/ids.ts';
import { isSsh, profileLabel, type DataMode, type Profile } from '../../shared/model/profile.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Questions } from './ask.ts';
import { createCredentials, ownerOf } from './credentials.ts';
import { createDirectoryLock, type DirectoryLock } from './directory-lock.ts';
import { openLocal } from './local/open.ts';
import type { Log } from './log.ts';
import { openRoute } from './net/open-route.ts';
import type { OpenSession } from './open.ts';
import { createPool, type Pool } from './pool.ts';
import type { Ask, TrustBook } from './session/context.ts';
import { Failure } from './session/failure.ts';
import type { Session } from './session/session.ts';
import { planConnection, type ConnectionPlan } from './ssh-config/plan.ts';
import { createTrust } from './trust.ts';

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

export interface Accounts {
  /** What the user trusts, the decisions of this run among them. */
  readonly trust: TrustBook;
  /** Opens the account's browsing connection, or finds it open. */
  connect(profile: Profile, signIn: SignIn, signal: AbortSignal): Promise<SessionFacts>;
  disconnect(id: SessionId): Promise<void>;
  /** Throws `not-connected`. */
  get(id: SessionId): Account;
  /** The same for a session that was open before, or that `adopt` told of: it opens, again where it was ended, when it is used. */
  reach(id: SessionId): Promise<Account>;
  /** Lets `reach` find an account that an earlier run of the engine has used. Opens nothing. */
  adopt(account: { readonly profile: Profile | null; readonly site: SiteId | null }): SessionId;
  /** What `adopt` needs to find it again. */
  known(id: SessionId): { readonly session: SessionId; readonly label: string; readonly profile: Profile | null; readonly site: SiteId | null };
  /** Files that this account may have under way at a time, as its profile says. */
  atOnce(id: SessionId): number;
  all(): readonly Account[];
  close(): Promise<void>;
}

export interface AccountsOptions {
  readonly host: Client<HostCalls>;
  readonly emit: (event: EngineEvent) => void;
  readonly questions: Questions;
  readonly log: Log;
  readonly open: OpenSession;
  readonly settings: () => Settings;
  /** Connections for transfers that one account may open. */
  readonly transfers: () => number;
  /** See `SessionContext`. */
  readonly knownHostsFile: string | undefined;
  readonly sshConfigFile: string | undefined;
  /** Transfers take free places on the browsing connection first. */
  readonly shared: boolean;
}

/**
 * The same account gets the same id in every run of the engine, so that a window finds its session again after a restart. The data mode is
 * no part of it, since it may change while the session is open.
 */
function idOf(profile: Profile): SessionId {
  const key = JSON.stringify([profileLabel(profile), profile.logon, profile.ftp, profile.charset, profile.serverType, profile.proxy, profile.tunnel]);
  return sessionIdSchema.parse(createHash('sha256').update(key).digest('base64url').slice(0, 22));
}

export function createAccounts(options: AccountsOptions): Accounts {
  const { emit, log, questions } = options;
  const trust = createTrust(options.host);
  const accounts = new Map<SessionId, Account>();
  accounts.set(LOCAL_SESSION, localAccount());
  /** Accounts that may be opened again without the user. */
  const remembered = new Map<SessionId, { readonly profile: Profile; readonly site: SiteId | null }>();

  const ask: Ask = async (question, signal) => {
    const answer = await questions.ask(question, signal);
    trust.note(question, answer);
    return answer;
  };

  const create = (id: SessionId, label: string, plan: ConnectionPlan, { secret, site }: SignIn): Account => {
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
    const common = { ask, trust: trust.book, identitiesOf: plan.identitiesOf, ...(options.knownHostsFile === undefined ? {} : { knownHostsFile: options.knownHostsFile }) };
    const route = openRoute(profile, {
      ...common,
      log: (kind, text) => log.add(id, 0, kind, text),
      secretOf: credentials.find,
      get settings() {
        return options.settings();
      },
    });
    const open = async (number: number, signal: AbortSignal): Promise<Session> => {
      const session = await options.open(profile, {
        log: (kind, text) => log.add(id, number, kind, text),
        ...common,
        route,
        password: credentials.find(owner, signal),
        secretOf: (other) => credentials.find(other, signal),
        get settings() {
          return options.settings();
        },
        signal,
      });
      await credentials.confirmed();
      return session;
    };
    let facts: SessionFacts | null = null;
    const look = (session: Session): void => {
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
      onLost: () => emit({ type: 'session-lost', session: id, failure: failureData('connection-lost', { host: profile.host }) }),
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
      facts: () => facts && { ...facts, dataMode: dataMode() },
      dataMode,
      setDataMode: (mode) => {
        profile.dataMode = mode;
        refresh();
      },
      refresh,
    };
  };

  return {
    trust: trust.book,
    connect: async (profile, signIn, signal) => {
      const id = idOf(profile);
      const plan = await planConnection(profile, options.sshConfigFile);
      const known = accounts.get(id);
      // A freshly typed password replaces the one remembered, and another site brings its own, unless the session is open with the one it has.
      const asBefore = known !== undefined && signIn.secret === undefined && signIn.site === known.site;
      const account = known !== undefined && (asBefore || known.pool.browsing() !== null) ? known : create(id, profileLabel(profile), plan, signIn);
      if (account !== known) await known?.pool.close();
      accounts.set(id, account);
      remembered.set(id, { profile, site: signIn.site });
      account.setDataMode(profile.dataMode);
      try {
        await account.pool.browse(() => Promise.resolve(), signal);
        return account.facts() ?? unopened();
      } catch (thrown) {
        if (account.facts() === null && accounts.get(id) === account) {
          accounts.delete(id);
          await account.pool.close();
        }
        throw thrown;
      }
    },
    disconnect: async (id) => {
      const account = accounts.get(id);
      if (account === undefined || id === LOCAL_SESSION) return;
      accounts.delete(id);
      await account.pool.close();
    },
    get: (id) => accounts.get(id) ?? unopened(),
    reach: async (id) => {
      const there = accounts.get(id);
      if (there !== undefined) return there;
      const { profile, site } = remembered.get(id) ?? unopened();
      const plan = await planConnection(profile, options.sshConfigFile);
      // Another item, or the user, may have been quicker.
      const account = accounts.get(id) ?? create(id, profileLabel(profile), plan, { secret: undefined, site });
      accounts.set(id, account);
      return account;
    },
    adopt: ({ profile, site }) => {
      if (profile === null) return LOCAL_SESSION;
      const id = idOf(profile);
      if (!remembered.has(id)) remembered.set(id, { profile, site });
      return id;
    },
    known: (id) => {
      const { profile, site } = remembered.get(id) ?? { profile: null, site: null };
      return { session: id, label: profile === null ? 'local' : profileLabel(profile), profile, site };
    },
    atOnce: (id) => {
      const profile = remembered.get(id)?.profile;
      const connections = profile?.transfers?.connections ?? null;
      // Over SSH one connection carries many files.
      return profile === undefined || connections === null || isSsh(profile.protocol) ? Number.POSITIVE_INFINITY : connections;
    },
    all: () => [...accounts.values()],
    close: async () => {
      await Promise.all([...accounts.values()].map((account) => account.pool.close()));
      accounts.clear();
    },
  };
}

function unopened(): never {
  throw Failure.of('not-connected');
}

/** The local disk needs no opening and no sharing out. */
function localAccount(): Account {
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
