import { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { type CertificateFacts, type CertificateProblem, isGrave, type TrustedCertificate } from '../../../shared/model/certificate.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { certificateFacts } from './certificate-facts.ts';
import { certificateReport } from './certificate-report.ts';
import { judgePeer, type PeerJudgement } from './judge-peer.ts';
import { namesToCover } from './names-to-cover.ts';

export interface TrustedPeer {
  readonly identity: 'verified' | 'excepted';
  /** SHA-256 of the leaf, upper-case hex pairs with colons. */
  readonly fingerprint: string;
  readonly judged: PeerJudgement;
  /** SHA-256 of the certificate that an earlier session rested on; null where there was none. */
  readonly lastSeen: string | null;
}

type Around = Pick<SessionContext, 'ask' | 'trust' | 'signal' | 'log'>;

/**
 * Settles whether the server at the other end may be spoken to, before anything secret is sent: its chain leads to a trusted root and names
 * the host; or the user has trusted this very certificate for this host and port, with the faults that it has; or does so when asked.
 * `authorities` are those that the handshake's context trusts beside the system's. Rejects with `certificate-refused`, or `tls-failed` when
 * there is no certificate at all.
 */
export async function settleTrust(socket: TLSSocket, place: { readonly host: string; readonly port: number }, authorities: readonly string[], context: Around): Promise<TrustedPeer> {
  const { host, port } = place;
  const judged = judgePeer(socket, host, authorities);
  if (judged === null) throw Failure.of('tls-failed', { host }, 'The server showed no certificate.');
  const fingerprint = judged.leaf.fingerprint256;
  const seen = (await context.trust.notes(host, port)).find(({ note }) => note === 'certificate-seen')?.detail ?? null;
  const identity = await identify(judged, { host, port, authorities, seen }, context);
  await context.trust.note(host, port, { note: 'certificate-seen', detail: fingerprint });
  return { identity, fingerprint, judged, lastSeen: seen };
}

interface Known {
  readonly host: string;
  readonly port: number;
  readonly authorities: readonly string[];
  readonly seen: string | null;
}

async function identify(judged: PeerJudgement, known: Known, context: Around): Promise<TrustedPeer['identity']> {
  const { leaf, problems } = judged;
  if (problems.length === 0) return 'verified';
  const remembered = await context.trust.certificates(known.host, known.port);
  if (isTrusted(remembered, leaf.fingerprint256, problems)) {
    context.log('status', `The certificate is one that you have trusted (SHA-256 ${leaf.fingerprint256}).`);
    return 'excepted';
  }
  context.log('status', `The certificate does not verify (${problems.join(', ')}). SHA-256 ${leaf.fingerprint256}`);
  await decide(judged, { ...known, remembered }, context);
  return 'excepted';
}

/** Whether the user trusts this certificate with all the grave faults that it has: one that has expired since is another matter. */
export function isTrusted(remembered: readonly TrustedCertificate[], fingerprint: string, problems: readonly CertificateProblem[]): boolean {
  return remembered.some((one) => one.fingerprint === fingerprint && problems.every((problem) => !isGrave(problem) || one.despite.includes(problem)));
}

interface Deciding extends Known {
  readonly remembered: readonly TrustedCertificate[];
}

async function decide({ chain, leaf, problems: found, tls }: PeerJudgement, { host, port, authorities, seen, remembered }: Deciding, context: Around): Promise<void> {
  const fingerprint = leaf.fingerprint256;
  const latest = remembered[0];
  const other = latest === undefined || remembered.some((one) => one.fingerprint === fingerprint) ? null : latest;
  const lastSeen = other?.fingerprint ?? seen;
  const changed = lastSeen !== null && lastSeen !== fingerprint;
  const problems = changed ? [...found, 'changed' as const] : found;
  const report = await certificateReport({ certificates: chain, authorities, source: 'server', host, port, problems, tls, lastSeen, excepted: false });
  const names = namesToCover(report.chain[0]!, host, problems);
  const answer = await context.ask(
    { kind: 'certificate', ...report, host, port, names, remembered: changed ? lastSeen : null, rememberedFacts: await factsOf(other) },
    context.signal,
  );
  if (answer === 'refuse') throw Failure.of('certificate-refused', { host }, problems.join(', '));
  if (answer === 'once') return;
  await context.trust.rememberCertificate(host, port, { fingerprint, pem: leaf.toString(), names: answer === 'always-all-names' ? names : [], despite: problems.filter(isGrave) });
}

async function factsOf(kept: TrustedCertificate | null): Promise<CertificateFacts | null> {
  if (kept === null || kept.pem === null) return null;
  try {
    return await certificateFacts(new X509Certificate(kept.pem));
  } catch {
    // What was kept cannot be read any more; its fingerprint is still shown.
    return null;
  }
}
