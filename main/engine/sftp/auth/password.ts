import type { Profile } from '../../../../shared/model/profile.ts';
import { Failure } from '../../session/failure.ts';
import type { SignInMethod, SignInScene } from './method.ts';

/** The account's password, asked for once per attempt and shared by the ways of signing in that need it. */
export interface PasswordSource {
  /** The password to try next. Asks again when the last one was refused. Rejects with `wrong-password`, `login-refused` or `sign-in-cancelled`. */
  take(): Promise<string>;
  /** Whether a password was sent and not accepted. */
  readonly tried: boolean;
  /** The last one that was taken. */
  readonly last: string | null;
  /** The server took the last one and wants another proof besides. */
  accepted(): void;
}

/** Servers count the tries and hang up; this ends it with those that do not. */
const MOST_TRIES = 10;

/** The password of a profile that signs in by password, or one asked for beside the key file. */
export function passwordSource({ profile, user, context, signal, whileAsking }: SignInScene): PasswordSource {
  const { host } = profile;
  let tries = 0;
  let last: string | null = null;
  const find = async (again: boolean): Promise<string | null> => {
    if (profile.logon.type === 'anonymous') return again ? null : 'anonymous@';
    if (['password', 'ask', 'interactive'].includes(profile.logon.type)) return context.password(again);
    // The context's secret is the key file's passphrase here, and nobody's with an agent.
    return (await context.ask({ kind: 'password', host, user, again }, signal))?.secret ?? null;
  };
  return {
    get tried() {
      return tries > 0;
    },
    get last() {
      return last;
    },
    accepted: () => {
      tries = 0;
    },
    take: async () => {
      const again = tries > 0;
      if (again) context.log('error', `The password of ${user} was not accepted.`);
      const secret = tries < MOST_TRIES ? await whileAsking(() => find(again)) : null;
      if (secret === null) throw Failure.of(again ? refusalOf(profile) : 'sign-in-cancelled', { host, user });
      tries++;
      last = secret;
      return secret;
    },
  };
}

function refusalOf({ logon }: Profile): 'wrong-password' | 'login-refused' {
  return logon.type === 'anonymous' ? 'login-refused' : 'wrong-password';
}

/** RFC 4252 section 8. */
export function password({ user, context }: SignInScene, source: PasswordSource): SignInMethod {
  return {
    name: 'password',
    next: async () => {
      const secret = await source.take();
      context.log('command', `Signing in as ${user} with password ********`);
      return { type: 'password', username: user, password: secret };
    },
  };
}
