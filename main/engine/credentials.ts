import type { Client } from '../../shared/ipc/contract.ts';
import type { HostCalls } from '../../shared/ipc/host-calls.ts';
import { profileLabel, type Profile } from '../../shared/model/profile.ts';
import { userOf } from '../../shared/model/logon.ts';
import type { Ask, FindSecret } from './session/context.ts';

export interface Credentials {
  /** Looks in memory, then at the host, then asks the user. */
  find(signal: AbortSignal): FindSecret;
  /** The secret has just signed in: the host holds it, so that a restarted engine can reconnect. */
  confirmed(): Promise<void>;
}

export interface CredentialsOptions {
  readonly profile: Profile;
  readonly host: Client<HostCalls>;
  readonly ask: Ask;
  /** Tells the log what must not be shown. */
  readonly hide: (secret: string) => void;
  /** What the user typed just now. */
  readonly typed: string | undefined;
}

/** The password, or the key file's passphrase, of one account, for as long as the engine runs. */
export function createCredentials({ profile, host, ask, hide, typed }: CredentialsOptions): Credentials {
  const account = profileLabel(profile);
  let known: string | null = typed ?? null;
  let held: string | null = null;
  let askedHost = false;
  if (known !== null) hide(known);

  const keep = (secret: string): string => {
    hide(secret);
    known = secret;
    return secret;
  };

  return {
    find: (signal) => async (refused) => {
      if (refused) {
        if (known !== null && known === held) await host.holdSecret(account, null);
        known = null;
      }
      if (known !== null) return known;
      if (!askedHost) {
        askedHost = true;
        const outcome = await host.secret(account);
        if (outcome.ok && outcome.value !== null) {
          held = outcome.value.secret;
          return keep(held);
        }
      }
      const answer = await askUser(profile, ask, refused, signal);
      return answer === null ? null : keep(answer.secret);
    },
    confirmed: async () => {
      if (known === null || known === held) return;
      held = known;
      await host.holdSecret(account, known);
    },
  };
}

function askUser(profile: Profile, ask: Ask, again: boolean, signal: AbortSignal): Promise<{ readonly secret: string } | null> {
  const { logon } = profile;
  return logon.type === 'key-file'
    ? ask({ kind: 'passphrase', keyFile: logon.keyFile, again }, signal)
    : ask({ kind: 'password', host: profile.host, user: userOf(logon), again }, signal);
}
