import type { TLSSocket } from 'node:tls';
import { isGrave } from '../../../shared/model/certificate.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { certificateFacts } from './certificate-facts.ts';
import { judgePeer } from './judge-peer.ts';

export interface TrustedPeer {
  readonly identity: 'verified' | 'excepted';
  /** SHA-256 of the leaf, upper-case hex pairs with colons. */
  readonly fingerprint: string;
}

/**
 * Settles whether the server at the other end may be spoken to, before anything secret is sent: its chain leads to a trusted root and names
 * the host; or the user has trusted this very certificate for this host and port; or does so when asked. Rejects with
 * `certificate-refused`, or `tls-failed` when there is no certificate at all.
 */
export async function settleTrust(socket: TLSSocket, place: { readonly host: string; readonly port: number }, context: Pick<SessionContext, 'ask' | 'trust' | 'signal' | 'log'>): Promise<TrustedPeer> {
  const { host, port } = place;
  const judged = judgePeer(socket, host);
  if (judged === null) throw Failure.of('tls-failed', { host }, 'The server showed no certificate.');
  const { leaf, chain, problems } = judged;
  const fingerprint = leaf.fingerprint256;
  if (problems.length === 0) return { identity: 'verified', fingerprint };

  const remembered = await context.trust.certificates(host, port);
  const known = remembered.find((one) => one.fingerprint === fingerprint);
  if (known !== undefined && problems.every((problem) => !isGrave(problem) || known.despite.includes(problem))) {
    context.log('status', `The certificate is one that you have trusted (SHA-256 ${fingerprint}).`);
    return { identity: 'excepted', fingerprint };
  }
  const other = known === undefined ? (remembered[0]?.fingerprint ?? null) : null;
  context.log('status', `The certificate does not verify (${problems.join(', ')}). SHA-256 ${fingerprint}`);
  const answer = await context.ask({ kind: 'certificate', host, port, chain: chain.map(certificateFacts), problems: other === null ? problems : [...problems, 'changed'], remembered: other }, context.signal);
  switch (answer) {
    case 'refuse':
      throw Failure.of('certificate-refused', { host }, problems.join(', '));
    case 'always':
      await context.trust.rememberCertificate(host, port, { fingerprint, pem: leaf.toString(), names: [], despite: problems.filter(isGrave) });
      return { identity: 'excepted', fingerprint };
    case 'once':
      return { identity: 'excepted', fingerprint };
  }
}
