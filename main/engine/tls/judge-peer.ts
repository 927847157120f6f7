import type { TLSSocket } from 'node:tls';
import type { X509Certificate } from 'node:crypto';
import type { CertificateProblem } from '../../../shared/model/certificate.ts';
import type { TlsFacts } from '../../../shared/model/protection.ts';
import { certificateProblems } from './certificate-problems.ts';
import { peerChain } from './peer-chain.ts';
import { tlsFacts } from './tls-facts.ts';

export interface PeerJudgement {
  /** As the server sent it, completed from what is trusted here; leaf first, never empty. */
  readonly chain: readonly X509Certificate[];
  readonly leaf: X509Certificate;
  readonly problems: readonly CertificateProblem[];
  readonly tls: TlsFacts;
}

/**
 * What is to be held of the server at the other end of a finished handshake that was made with `rejectUnauthorized: false` and a context
 * that trusts `authorities`. Null when it showed no certificate.
 */
export function judgePeer(socket: TLSSocket, host: string, authorities: readonly string[]): PeerJudgement | null {
  const chain = peerChain(socket);
  const leaf = chain[0];
  if (leaf === undefined) return null;
  const problems = certificateProblems(chain, { host, verifyError: verifyErrorOf(socket), authorities, now: Date.now() });
  return { chain, leaf, problems, tls: tlsFacts(socket) };
}

/** Node's types promise an Error; what stands there is the code, or for a wrong name an error with a code. */
function verifyErrorOf(socket: TLSSocket): string | null {
  if (socket.authorized) return null;
  const error: unknown = socket.authorizationError;
  if (typeof error === 'string') return error;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}
