import type { Client } from '../../shared/ipc/contract.ts';
import type { HostCalls } from '../../shared/ipc/host-calls.ts';
import type { SiteId } from '../../shared/model/ids.ts';
import { type Logon, userOf } from '../../shared/model/logon.ts';
import { profileLabel, type Profile } from '../../shared/model/profile.ts';
import type { Ask, FindSecret, SecretOwner } from './session/context.ts';
import { Failure } from './session/failure.ts';

export interface Credentials {
  /** Looks in memory, then at the host, then asks the user. */
  find(owner: SecretOwner, signal: AbortSignal): FindSecret;
  /** The secrets have just signed in: the host holds them, so that a restarted engine can reconnect. */
  confirmed(): Promise<void>;
}

export interface CredentialsOptions {
  readonly host: Client<HostCalls>;
  /** The site whose saved secrets may be used; null for none. */
  readonly site: SiteId | null;
  readonly ask: Ask;
  /** Tells the log what must not be shown. */
  readonly hide: (secret: string) => void;
  /** What the user typed just now, and for whom. */
  readonly typed?: { readonly owner: SecretOwner; readonly secret: string };
}

interface Known {
  secret: string | null;
  /** The one that the host has. */
  held: string | null;
  askedHost: boolean;
  /** The user wants the secret saved with the site once it has signed in. */
  save: boolean;
  readonly askAlways: boolean;
}

/** Gives up waiting when the connection is given up: the host may be waiting for the user. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(Failure.of('cancelled'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Whose secret signs in with this profile: the account's password, or the passphrase of its key file. */
export function ownerOf(profile: Pick<Profile, 'protocol' | 'host' | 'port' | 'logon'>): SecretOwner {
  const { logon, host } = profile;
  const question = 'keyFile' in logon ? ({ kind: 'passphrase', keyFile: logon.keyFile } as const) : ({ kind: 'password', host, user: userOf(logon) } as const);
  return { label: profileLabel(profile), question, askAlways: asksAlways(logon) };
}

/** Whether this way of signing in never uses a password that is kept. */
export function asksAlways({ type }: Logon): boolean {
  return type === 'ask' || type === 'interactive';
}

/** The secrets that one account's connections need, for as long as the engine runs. */
export function createCredentials({ host, site, ask, hide, typed }: CredentialsOptions): Credentials {
  const owners = new Map<string, Known>();
  const of = ({ label, askAlways = false }: SecretOwner): Known => {
    const known = owners.get(label) ?? { secret: null, held: null, askedHost: askAlways, save: false, askAlways };
    owners.set(label, known);
    return known;
  };
  const keep = (known: Known, secret: string): string => {
    hide(secret);
    known.secret = secret;
    return secret;
  };
  if (typed !== undefined) keep(of(typed.owner), typed.secret);

  return {
    find: (owner, signal) => async (refused) => {
      const { label, question } = owner;
      const known = of(owner);
      if (refused) {
        if (known.secret !== null && known.secret === known.held) await host.holdSecret(label, null);
        known.secret = null;
      }
      if (known.secret !== null) return known.secret;
      if (!known.askedHost) {
        known.askedHost = true;
        const outcome = await untilAborted(host.secret(label, site), signal);
        if (outcome.ok && outcome.value !== null) {
          known.held = outcome.value.secret;
          return keep(known, known.held);
        }
      }
      const more = { again: refused, canSave: site !== null && !known.askAlways };
      const answer = question.kind === 'passphrase' ? await ask({ ...question, ...more }, signal) : await ask({ ...question, ...more }, signal);
      if (answer === null) return null;
      known.save = answer.save === true && more.canSave;
      return keep(known, answer.secret);
    },
    confirmed: async () => {
      for (const [label, known] of owners) {
        if (known.secret === null || known.secret === known.held || known.askAlways) continue;
        known.held = known.secret;
        await host.holdSecret(label, known.secret);
        if (!known.save || site === null) continue;
        known.save = false;
        // Saving may wait for the user to unlock, which the connection does not; the host tells the user itself when it fails.
        void host.saveSecret(label, site, known.secret);
      }
    },
  };
}
