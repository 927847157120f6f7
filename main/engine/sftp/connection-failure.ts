import type { FailureReason } from '../../../shared/locale/failures.en.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { Failure } from '../session/failure.ts';
import type { HandshakeFacts } from './handshake-facts.ts';

/** Where signing in had got to when something went wrong. */
export interface ConnectionStage {
  readonly facts: HandshakeFacts;
  /** The first bytes that the server sent, as text. */
  readonly firstWords: string;
  readonly signingIn: boolean;
  /** What a refused sign-in means with what was tried. */
  readonly refusal: (words: string | null) => Failure;
}

/** RFC 4253 section 11.1. */
const disconnect = { TOO_MANY_CONNECTIONS: 12, AUTH_CANCELLED: 13, NO_MORE_AUTH: 14 } as const;

/** What an error of ssh2 before the session stands means to the user. */
export function connectionFailure(error: Error & { readonly level?: string; readonly code?: unknown }, profile: Profile, stage: ConnectionStage): Failure {
  const { host, port } = profile;
  const words = error.message;
  if (stage.facts.serverVersion === null && error.level !== 'client-socket') return strangerFailure(profile, stage.firstWords);
  if (/no matching/iu.test(words)) {
    const lists = stage.facts.disagreement();
    const detail = lists === null ? words : `The server offers ${lists.remote}; Hawser offers ${lists.local}.`;
    return Failure.of('no-common-algorithm', { host, port, what: lists?.subject ?? 'algorithm' }, detail, error);
  }
  if (/signature verification failed/iu.test(words)) return Failure.of('host-key-unproven', { host, port }, words, error);
  if (error.level === 'client-authentication') return stage.refusal(null);
  if (typeof error.code === 'number') {
    if (error.code === disconnect.TOO_MANY_CONNECTIONS) return Failure.of('too-many-connections', { host }, words, error);
    return stage.signingIn ? stage.refusal(words) : Failure.of('handshake-broken', { host }, words, error);
  }
  if (error.level === 'client-socket') return Failure.of(lossAt(stage), { host }, words, error);
  return Failure.of('bad-reply', { host }, words, error);
}

function lossAt({ facts, signingIn }: ConnectionStage): FailureReason {
  if (facts.serverVersion === null) return 'server-hung-up';
  return signingIn ? 'connection-lost' : 'handshake-broken';
}

/** Whether the last line that came is the beginning of the one by which a server of SSH names itself (RFC 4253 section 4.2). */
export function beginsAsSsh(firstWords: string): boolean {
  const line = firstWords.slice(firstWords.lastIndexOf('\n') + 1);
  return line !== '' && (line.startsWith('SSH-') || 'SSH-'.startsWith(line));
}

/** The server hung up or fell silent without having named itself. */
export function strangerFailure({ host, port }: Profile, firstWords: string): Failure {
  if (beginsAsSsh(firstWords)) return Failure.of('server-hung-up', { host });
  const words = firstWords.replace(/[^\x20-\x7e]+/gu, ' ').trim().slice(0, 200);
  if (words === '') return firstWords === '' ? Failure.of('server-hung-up', { host }) : Failure.of('not-this-protocol', { host, port, protocol: 'SFTP' });
  if (/maxstartups|too many|not allowed at this time/iu.test(words)) return Failure.of('too-many-connections', { host }, words);
  return Failure.of('not-this-protocol', { host, port, protocol: 'SFTP' }, words);
}

/** Record types of RFC 8446 section 5.1. */
const TLS_ALERT = 21;
const TLS_HANDSHAKE = 22;

/** Whether a server greets in the manner of FTP, SMTP, HTTP or TLS, and so will never name itself as one of SSH (RFC 4253 section 4.2). */
export function speaksOtherwise(firstWords: string): boolean {
  const type = firstWords.charCodeAt(0);
  const isTls = (type === TLS_ALERT || type === TLS_HANDSHAKE) && firstWords.charCodeAt(1) === 3;
  return isTls || /^(?:[1-5]\d\d[ -]|HTTP\/|\* OK|\+OK|RFB )/u.test(firstWords);
}
