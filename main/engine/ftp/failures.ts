import type { FailureReason } from '../../../shared/locale/failures.en.ts';
import { systemCode } from '../net/dial-failure.ts';
import { Failure, toFailureData } from '../session/failure.ts';
import { explainLongName } from '../session/long-name.ts';
import { saysFull } from './full-server.ts';
import { isUnknownCommand, type Reply } from './reply.ts';

interface Server {
  readonly host: string;
  readonly timeoutSeconds: number;
}

/** What the end of the control connection means. `farewell` is the server's 421, where it said one. */
export function lostFailure(error: Error, { host, timeoutSeconds }: Server, farewell: string | null = null): Failure {
  if (error instanceof Failure) return error;
  const words = farewell ?? error.message;
  if (/^timeout/iu.test(error.message)) return Failure.of('reply-timeout', { host, seconds: timeoutSeconds }, farewell, error);
  if (/exceeded maximum/iu.test(error.message)) return Failure.of('reply-too-long', { host }, null, error);
  if (/FIN packet|closed connection/iu.test(error.message)) return Failure.of('server-hung-up', { host }, farewell, error);
  const code = systemCode(error);
  if (code?.startsWith('ERR_SSL') === true || code?.startsWith('ERR_TLS') === true) return Failure.of('tls-failed', { host }, words, error);
  return Failure.of('connection-lost', { host }, words, error);
}

/** What servers say, in the order in which it is believed: the first that matches decides. */
const wordsOf: readonly (readonly [RegExp, FailureReason])[] = [
  [/not empty|enotempty/iu, 'not-empty'],
  [/not a (?:directory|folder)|enotdir/iu, 'not-a-directory'],
  [/no such (?:file|directory)|not (?:be )?found|does ?n[o']t exist|cannot find|can't find|enoent|no files? found/iu, 'no-such-file'],
  [/already exists|file exists|eexist/iu, 'already-exists'],
  [/quota|no space|disk full|insufficient storage|enospc/iu, 'server-full'],
  [/permission|denied|not permitted|not allowed|forbidden|unauthorized|read-only|eacces|eperm/iu, 'permission-denied'],
];

/**
 * The one mapper from replies to reasons: what a refused command on `path` means. Words count more than codes, since 550 stands for almost
 * anything (RFC 959 section 4.2.2: file unavailable).
 */
export function refusal(reply: Reply, host: string, path: string): Failure {
  return explainLongName(Failure.of(refusalReason(reply), { host, path, what: path }, reply.text), reply.text);
}

/** What a refused EPSV, PASV, PORT or EPRT means: no file is what it is about, whatever the words. */
export function refusedMode(reply: Reply, host: string): Failure {
  if (reply.code === 421 || isUnknownCommand(reply)) return refusal(reply, host, '');
  return Failure.of('data-connection-failed', { host }, reply.text);
}

export function refusalReason(reply: Reply): FailureReason {
  const { code, text } = reply;
  if (code === 421) return saysFull(text) ? 'too-many-connections' : 'server-hung-up';
  if (code === 425) return 'data-connection-failed';
  if (code === 452 || code === 552) return 'server-full';
  if (code === 530 || code === 332 || code === 532) return 'login-refused';
  if (code === 522) return 'tls-failed';
  const said = wordsOf.find(([words]) => words.test(text))?.[1];
  if (said !== undefined) return said;
  if (code === 426) return 'data-connection-lost';
  if (code >= 500 && code <= 504) return 'not-supported';
  if (code === 450 || code === 451) return 'server-busy';
  if (code >= 400) return 'server-refused';
  return 'bad-reply';
}

/** Whether the reply itself leaves open what is wrong, so that asking the server further makes sense. */
export function isVague(failure: Failure): boolean {
  return failure.data.reason === 'server-refused' || failure.data.reason === 'permission-denied';
}

/** Whether this side gave up: the user cancelled, or the local file or disk failed. The server's last words say nothing about that. */
export function isOwnFailure(thrown: unknown): boolean {
  if (!(thrown instanceof Failure)) return true;
  return thrown.data.code === 'cancelled' || thrown.data.code === 'local-io' || thrown.data.code === 'trust' || thrown.data.reason === 'listing-too-long' || thrown.data.reason.startsWith('local-');
}

/** What a refused sign-in means. */
export function loginRefusal(reply: Reply, host: string, user: string): Failure {
  const full = saysFull(reply.text);
  if (full || reply.code === 421) return Failure.of(full ? 'too-many-connections' : 'server-hung-up', { host }, reply.text);
  if (reply.code === 530) return Failure.of('wrong-password', { host, user }, reply.text);
  return Failure.of('login-refused', { host, user }, reply.text);
}

/** Whatever was thrown as the Failure that it must be when it leaves a session. */
export function asFailure(thrown: unknown): Failure {
  return thrown instanceof Failure ? thrown : Failure.from(toFailureData(thrown));
}
