import type { X509Certificate } from 'node:crypto';

/** Whether one certificate names another as its issuer and carries a signature made with that one's key. */
export function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // A key or a signature of a kind that this TLS library does not know.
    return false;
  }
}
