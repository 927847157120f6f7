import { hostCertificateFaultWords } from '../../../shared/locale/host-certificate.en.ts';
import type { HostCertificateFacts } from '../../../shared/model/host-certificate.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { judgeHostCertificate, type HostCertificateVerdict } from './host-certificate/judge.ts';
import { readHostCertificate, type HostCertificate } from './host-certificate/read.ts';
import { describeHostKey, type HostKey } from './host-key.ts';
import { isCertificate } from './keys/public-blob.ts';
import type { KnownHost } from './known-hosts/known-host.ts';

/** What a server shows to prove who it is: a key, alone or with a certificate for it. */
export interface ShownIdentity {
  readonly key: HostKey;
  readonly certificate: HostCertificate | null;
}

/** Reads what a server shows. Throws `MalformedReply` for a certificate that is none. */
export function readIdentity(blob: Buffer): ShownIdentity {
  const certificate = isCertificate(blob) ? readHostCertificate(blob) : null;
  return { key: describeHostKey(certificate?.plain ?? blob), certificate };
}

/** A host key that was accepted, and the certificate that vouched for it; null where it was known itself, or the user accepted it. */
export interface AcceptedHostKey extends HostKey {
  readonly vouchedBy: HostCertificateFacts | null;
}

/**
 * Decides whether the server is the one that the user means, before anything secret is sent. A certificate of an authority that
 * known_hosts names vouches for its key. Without one, a key that is remembered or stands in known_hosts passes; an unknown or changed one
 * is the user's to judge; a revoked one is nobody's. Rejects with `host-key-refused`, `host-key-changed` or `host-key-revoked`.
 */
export async function checkHostKey({ key, certificate }: ShownIdentity, { host, port }: Profile, context: SessionContext, knownHost: KnownHost, signal: AbortSignal): Promise<AcceptedHostKey> {
  const isShown = ({ fingerprint }: HostKey): boolean => fingerprint === key.fingerprint;
  if (knownHost.revoked.some(isShown)) throw Failure.of('host-key-revoked', { host, port }, `${key.algorithm} ${key.fingerprint}`);
  const verdict = certificate === null ? null : judgeHostCertificate(certificate, host, knownHost, Date.now());
  logVerdict(verdict, host, knownHost, context);
  if (verdict?.fault === null) return { ...key, vouchedBy: verdict.facts };
  const accepted = { ...key, vouchedBy: null };
  const known = await context.trust.hostKeys(host, port);
  if (known.includes(key.fingerprint)) {
    context.log('trace', `Host '${host}' is known and matches the ${key.algorithm} host key ${key.fingerprint}.`);
    return accepted;
  }
  if ([...knownHost.keys, ...knownHost.portless].some(isShown)) {
    context.log('trace', `Host '${host}' stands in known_hosts and matches the ${key.algorithm} host key ${key.fingerprint}.`);
    return accepted;
  }
  const listed = knownHost.keys.find(({ algorithm }) => algorithm === key.algorithm) ?? knownHost.keys[0];
  const remembered = known.at(-1) ?? listed?.fingerprint ?? null;
  const about = remembered === null ? 'is not known yet' : `has changed; remembered is ${remembered}`;
  context.log('status', `The host key of ${host} ${about}: ${key.algorithm} ${key.fingerprint}.`);
  const fault = verdict?.fault ?? null;
  const answer = await context.ask({ kind: 'host-key', host, port, ...key, remembered, ...(fault === null ? {} : { certificateFault: fault }) }, signal);
  switch (answer) {
    case 'always':
      await context.trust.rememberHostKey(host, port, key);
      context.log('status', `The host key ${key.fingerprint} is trusted from here on.`);
      return accepted;
    case 'once':
      context.log('status', `The host key ${key.fingerprint} is trusted this time.`);
      return accepted;
    case 'refuse':
      throw Failure.of(remembered === null ? 'host-key-refused' : 'host-key-changed', { host, port }, `${key.algorithm} ${key.fingerprint}`);
  }
}

/** What the certificate is worth, or that there is none where one was to be expected. */
function logVerdict(verdict: HostCertificateVerdict | null, host: string, { authorities }: KnownHost, { log }: SessionContext): void {
  if (verdict === null) {
    if (authorities.length > 0) log('status', `known_hosts names an authority for ${host}, and the server shows no certificate. Its key itself is checked.`);
    return;
  }
  const { facts: { authority, keyId, validUntil }, fault } = verdict;
  const certificate = `certificate “${keyId}” by the authority ${authority}`;
  if (fault !== null) {
    log('status', `The server shows a ${certificate}, which does not count: ${hostCertificateFaultWords[fault]}. Its key itself is checked.`);
    return;
  }
  const until = validUntil === null ? 'without an end' : `until ${new Date(validUntil).toISOString()}`;
  log('trace', `The ${certificate}, which known_hosts trusts for ${host}, vouches for the host key; it is valid ${until}.`);
}
