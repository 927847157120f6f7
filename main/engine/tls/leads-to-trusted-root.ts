import { X509Certificate } from 'node:crypto';
import { trustedRoots } from './trusted-roots.ts';

/** Whether each certificate of a chain (leaf first) is signed by the next, and the last one is or is signed by an authority trusted here. Dates do not count. */
export function leadsToTrustedRoot(chain: readonly X509Certificate[]): boolean {
  const top = chain.at(-1);
  if (top === undefined) return false;
  const linked = chain.slice(0, -1).every((certificate, index) => isSignedBy(certificate, chain[index + 1]!));
  return linked && trustedRoots().some((pem) => {
    const root = new X509Certificate(pem);
    return root.fingerprint256 === top.fingerprint256 || isSignedBy(top, root);
  });
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
