import type { SessionFacts } from '../../shared/ipc/engine-calls.ts';
import { LOCAL_SESSION, type SessionId, type SiteId } from '../../shared/model/ids.ts';
import { isSsh, profileLabel, type Profile } from '../../shared/model/profile.ts';
import { createAccount, type Account, type AccountOptions, type SignIn } from './account.ts';
import { accountId } from './account-id.ts';
import type { Questions } from './ask.ts';
import { localAccount } from './local-account.ts';
import type { Ask, TrustBook } from './session/context.ts';
import { Failure } from './session/failure.ts';
import { planConnection } from './ssh-config/plan.ts';
import { createTrust } from './trust.ts';

export interface Accounts {
  /** What the user trusts, the decisions of this run among them. */
  readonly trust: TrustBook;
  /** Opens the account's browsing connection, or finds it open. */
  connect(profile: Profile, signIn: SignIn, signal: AbortSignal): Promise<SessionFacts>;
  disconnect(id: SessionId): Promise<void>;
  /** Null where it is not open. */
  open(id: SessionId): Account | null;
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

export interface AccountsOptions extends Omit<AccountOptions, 'ask' | 'trust'> {
  readonly questions: Questions;
  /** See `SessionContext`. */
  readonly sshConfigFile: string | undefined;
}

export function createAccounts(options: AccountsOptions): Accounts {
  const trust = createTrust(options.host);
  const accounts = new Map<SessionId, Account>();
  accounts.set(LOCAL_SESSION, localAccount());
  /** Accounts that may be opened again without the user. */
  const remembered = new Map<SessionId, { readonly profile: Profile; readonly site: SiteId | null }>();

  const ask: Ask = async (question, signal) => {
    const answer = await options.questions.ask(question, signal);
    trust.note(question, answer);
    return answer;
  };
  const common: AccountOptions = { ...options, ask, trust: trust.book };

  return {
    trust: trust.book,
    connect: async (profile, signIn, signal) => {
      const id = accountId(profile);
      const plan = await planConnection(profile, options.sshConfigFile);
      const known = accounts.get(id);
      // A freshly typed password replaces the one remembered, and another site brings its own, unless the session is open with the one it has.
      const asBefore = known !== undefined && signIn.secret === undefined && signIn.site === known.site;
      const account = known !== undefined && (asBefore || known.pool.browsing() !== null) ? known : createAccount(common, { id, label: profileLabel(profile) }, plan, signIn);
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
    open: (id) => accounts.get(id) ?? null,
    get: (id) => accounts.get(id) ?? unopened(),
    reach: async (id) => {
      const there = accounts.get(id);
      if (there !== undefined) return there;
      const { profile, site } = remembered.get(id) ?? unopened();
      const plan = await planConnection(profile, options.sshConfigFile);
      // Another item, or the user, may have been quicker.
      const account = accounts.get(id) ?? createAccount(common, { id, label: profileLabel(profile) }, plan, { secret: undefined, site });
      accounts.set(id, account);
      return account;
    },
    adopt: ({ profile, site }) => {
      if (profile === null) return LOCAL_SESSION;
      const id = accountId(profile);
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
