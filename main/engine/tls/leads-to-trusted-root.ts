import { X509Certificate } from 'node:crypto';
import { isSignedBy } from './is-signed-by.ts';
import { systemRoots } from './trusted-roots.ts';

/** Whether each certificate of a chain (leaf first) is signed by the next, and the last one is or is signed by an authority of the system or of `authorities` (PEM). Dates do not count. */
export function leadsToTrustedRoot(chain: readonly X509Certificate[], authorities: readonly string[]): boolean {
  const top = chain.at(-1);
  if (top === undefined) return false;
  const linked = chain.slice(0, -1).every((certificate, index) => chain[index + 1]!.ca && isSignedBy(certificate, chain[index + 1]!));
  const anchors = [...systemRoots(), ...authorities.map((pem) => new X509Certificate(pem))];
  return linked && anchors.some((root) => root.fingerprint256 === top.fingerprint256 || isSignedBy(top, root));
}
