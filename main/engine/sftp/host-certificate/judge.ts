import { displayName } from '../../../../shared/format/display-name.ts';
import type { HostCertificateFacts, HostCertificateFault } from '../../../../shared/model/host-certificate.ts';
import { describeHostKey, type HostKey } from '../host-key.ts';
import type { KnownHost } from '../known-hosts/known-host.ts';
import { wildcard } from '../known-hosts/wildcard.ts';
import { authoritySignatureFault } from './authority-signature.ts';
import type { HostCertificate } from './read.ts';

const FOR_HOSTS = 2;
const LONGEST_KEY_ID = 200;
/** The last moment that a date can name (ECMA-262, Time Values). */
const LAST_MILLISECOND = 8.64e15;

export type HostCertificateVerdict = { readonly facts: HostCertificateFacts; readonly fault: HostCertificateFault | null };

/**
 * Whether a certificate vouches for a server's key, by the authorities that known_hosts names for that server (OpenSSH's PROTOCOL.certkeys).
 * `host` is the name that the user connects to, `now` Unix time in milliseconds. A certificate without names counts for no server, though
 * older versions of OpenSSH took it for all.
 */
export function judgeHostCertificate(certificate: HostCertificate, host: string, { authorities, revoked }: KnownHost, now: number): HostCertificateVerdict {
  const { fingerprint } = describeHostKey(certificate.authority);
  const until = certificate.validBefore * 1000;
  const isIt = (key: HostKey): boolean => key.fingerprint === fingerprint;
  const fault = (): HostCertificateFault | null => {
    if (revoked.some(isIt)) return 'revoked-authority';
    if (!authorities.some(isIt)) return 'unknown-authority';
    return authoritySignatureFault(certificate) ?? contentFault(certificate, host.toLowerCase(), now);
  };
  return { facts: { authority: fingerprint, keyId: displayName(certificate.keyId.slice(0, LONGEST_KEY_ID)), validUntil: until > LAST_MILLISECOND ? null : until }, fault: fault() };
}

function contentFault({ role, principals, validAfter, validBefore, criticalOptions }: HostCertificate, name: string, now: number): HostCertificateFault | null {
  if (role !== FOR_HOSTS) return 'not-for-hosts';
  if (now < validAfter * 1000) return 'not-yet-valid';
  if (now >= validBefore * 1000) return 'expired';
  // No condition is defined for servers, and one that is not understood may not be passed over.
  if (criticalOptions.length > 0) return 'unknown-conditions';
  if (principals.length === 0) return 'without-names';
  return principals.some((principal) => wildcard(principal)(name)) ? null : 'wrong-name';
}
