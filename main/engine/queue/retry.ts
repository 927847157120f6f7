import type { FailureCode } from '../../../shared/model/failure-code.ts';
import type { FailureData } from '../../../shared/model/failure.ts';
import type { FailureReason } from '../../../shared/locale/failures.en.ts';
import { Failure } from '../session/failure.ts';

/**
 * What a failure means for the next attempt. `never`: it would end the same way. `later`: it may go better. `server`: the same, and the
 * server's other items wait as well. `fewer`: the server wants fewer connections at a time. `account`: none of this account's items can
 * succeed, and each attempt counts towards a lockout.
 */
export type Retry = 'never' | 'later' | 'server' | 'fewer' | 'account';

const byCode: Readonly<Record<FailureCode, Retry>> = {
  lost: 'later',
  timeout: 'later',
  unreachable: 'server',
  login: 'account',
  trust: 'account',
  'not-found': 'never',
  denied: 'never',
  exists: 'never',
  quota: 'never',
  unsupported: 'never',
  protocol: 'never',
  cancelled: 'never',
  'local-io': 'never',
  invalid: 'never',
  internal: 'never',
};

/** Where a reason says more than its code. */
const byReason: Partial<Record<FailureReason, Retry>> = {
  'too-many-connections': 'fewer',
  'server-busy': 'later',
  'not-confirmed': 'later',
  // A line that breaks right behind the server's last word ends a file too early as well.
  'wrong-size': 'later',
  'checksum-differs': 'later',
  // The next one asks what shall become of it.
  'target-changed': 'later',
  // What a link leads to may only be on its way.
  'link-target-missing': 'later',
  // The user closed the password's dialog: the next item would only open it again.
  'sign-in-cancelled': 'account',
  // A firewall lets the control connection through and not the data: other items may still be listed and made.
  'data-connection-failed': 'later',
  // A line that breaks inside a handshake looks like one that cannot be had, and another attempt risks nothing.
  'tls-failed': 'later',
  // Named by what cannot be found rather than by who is out of reach.
  'host-not-found': 'server',
};

export function retryOf({ code, reason }: Pick<FailureData, 'code' | 'reason'>): Retry {
  return byReason[reason] ?? byCode[code];
}

/** Whether what has come, or been sent, is nothing to build on: bytes that are wrong, too few or too many. */
export function isUseless({ reason }: Pick<FailureData, 'reason'>): boolean {
  return reason === 'wrong-size' || reason === 'checksum-differs';
}

/** Whether what was continued has turned out to be no beginning of the whole: sizes do not tell, as a line that breaks late looks like an end. */
export function isUnlike({ reason }: Pick<FailureData, 'reason'>): boolean {
  return reason === 'checksum-differs';
}

/** For a look at something that may be missing or hidden, which is no failure; a line that breaks meanwhile is. */
export function nullUnlessBroken(thrown: unknown): null {
  if (!(thrown instanceof Failure) || retryOf(thrown.data) !== 'never' || thrown.data.code === 'cancelled') throw thrown;
  return null;
}

export interface RetrySettings {
  /** Attempts after the first. */
  readonly retries: number;
  readonly retryDelaySeconds: number;
}

const LONGEST_MS = 5 * 60_000;
/** What broke must be noticed everywhere before anything begins again. */
const SHORTEST_MS = 200;

/**
 * Milliseconds to wait after the attempt of this number (1 is the first), twice as long after each, give or take a fifth, so that the items
 * that failed together do not come back together. Null where no further attempt is due. `random` is from 0 to 1.
 */
export function retryDelay(failure: Pick<FailureData, 'code' | 'reason'>, attempt: number, { retries, retryDelaySeconds }: RetrySettings, random: number): number | null {
  const retry = retryOf(failure);
  if (retry === 'never' || retry === 'account' || attempt > retries) return null;
  return Math.max(SHORTEST_MS, Math.min(LONGEST_MS, retryDelaySeconds * 1_000 * 2 ** (attempt - 1)) * (0.8 + 0.4 * random));
}
