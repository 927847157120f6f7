import type { Client } from '../../shared/ipc/contract.ts';
import type { HostCalls } from '../../shared/ipc/host-calls.ts';
import { userOf } from '../../shared/model/logon.ts';
import { profileLabel, type Profile } from '../../shared/model/profile.ts';
import type { Ask, FindSecret, SecretOwner } from './session/context.ts';

export interface Credentials {
  /** Looks in memory, then at the host, then asks the user. */
  find(owner: SecretOwner, signal: AbortSignal): FindSecret;
  /** The secrets have just signed in: the host holds them, so that a restarted engine can reconnect. */
  confirmed(): Promise<void>;
}

export interface CredentialsOptions {
  readonly host: Client<HostCalls>;
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
}

/** Whose secret signs in with this profile: the account's password, or the passphrase of its key file. */
export function ownerOf(profile: Pick<Profile, 'protocol' | 'host' | 'port' | 'logon'>): SecretOwner {
  const { logon, host } = profile;
  const question = 'keyFile' in logon ? ({ kind: 'passphrase', keyFile: logon.keyFile } as const) : ({ kind: 'password', host, user: userOf(logon) } as const);
  return { label: profileLabel(profile), question };
}

/** The secrets that one account's connections need, for as long as the engine runs. */
export function createCredentials({ host, ask, hide, typed }: CredentialsOptions): Credentials {
  const owners = new Map<string, Known>();
  const of = (label: string): Known => {
    const known = owners.get(label) ?? { secret: null, held: null, askedHost: false };
    owners.set(label, known);
    return known;
  };
  const keep = (known: Known, secret: string): string => {
    hide(secret);
    known.secret = secret;
    return secret;
  };
  if (typed !== undefined) keep(of(typed.owner.label), typed.secret);

  return {
    find: ({ label, question }, signal) => async (refused) => {
      const known = of(label);
      if (refused) {
        if (known.secret !== null && known.secret === known.held) await host.holdSecret(label, null);
        known.secret = null;
      }
      if (known.secret !== null) return known.secret;
      if (!known.askedHost) {
        known.askedHost = true;
        const outcome = await host.secret(label);
        if (outcome.ok && outcome.value !== null) {
          known.held = outcome.value.secret;
          return keep(known, known.held);
        }
      }
      const answer = question.kind === 'passphrase' ? await ask({ ...question, again: refused }, signal) : await ask({ ...question, again: refused }, signal);
      return answer === null ? null : keep(known, answer.secret);
    },
    confirmed: async () => {
      for (const [label, known] of owners) {
        if (known.secret === null || known.secret === known.held) continue;
        known.held = known.secret;
        await host.holdSecret(label, known.secret);
      }
    },
  };
}
