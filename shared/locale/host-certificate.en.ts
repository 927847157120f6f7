import type { HostCertificateFault } from '../model/host-certificate.ts';

/** What is wrong with a server’s certificate, to go on with after “it does not count:”. */
export const hostCertificateFaultWords: Readonly<Record<HostCertificateFault, string>> = {
  'unknown-authority': 'it was issued by an authority that your known_hosts file does not name for this server',
  'revoked-authority': 'your known_hosts file says that its authority must never be trusted again',
  'unsupported-authority': 'its authority has a kind of key that Hawser cannot check',
  'weak-signature': 'its authority has signed it by SHA-1, which can be forged',
  'bad-signature': 'the signature in it is not its authority’s',
  'not-for-hosts': 'it was issued for a user, not for a server',
  'not-yet-valid': 'it is not valid yet; is the clock of this computer right?',
  expired: 'it has expired',
  'unknown-conditions': 'it has conditions that Hawser does not know',
  'without-names': 'it names no server',
  'wrong-name': 'it was issued for other names',
};
