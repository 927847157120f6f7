import type { AnyAuthMethod } from 'ssh2';
import type { Profile } from '../../../../shared/model/profile.ts';
import type { SessionContext } from '../../session/context.ts';

/** What a way of signing in works with. */
export interface SignInScene {
  readonly profile: Profile;
  readonly user: string;
  readonly context: SessionContext;
  readonly signal: AbortSignal;
  /** Runs what waits for a person, whose time does not count against the server. */
  readonly whileAsking: <T>(question: () => Promise<T>) => Promise<T>;
}

/** One way of signing in (RFC 4252). */
export interface SignInMethod {
  /** The method's name on the wire, which the server's list is compared with. */
  readonly name: 'none' | 'password' | 'publickey' | 'hostbased' | 'keyboard-interactive';
  /** What to send next; null when this way has nothing more to offer. Rejects with a Failure to give up altogether. */
  next(): Promise<AnyAuthMethod | null>;
}

/** A way that offers one thing after the other, and finds out only when it is asked. */
export function oneByOne(name: SignInMethod['name'], attempts: () => AsyncGenerator<AnyAuthMethod>): SignInMethod {
  const offered = attempts();
  return {
    name,
    next: async () => {
      const { done, value } = await offered.next();
      return done === true ? null : value;
    },
  };
}
