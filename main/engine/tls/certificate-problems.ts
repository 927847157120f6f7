import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { CertificateProblem } from '../../../shared/model/certificate.ts';
import { isSignedBy } from './is-signed-by.ts';
import { leadsToTrustedRoot } from './leads-to-trusted-root.ts';
import { weaknessesOf } from './weaknesses.ts';

/** OpenSSL's names for why a chain does not verify, as Node passes them on in `authorizationError`. */
const problemOf: Readonly<Record<string, CertificateProblem>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted-root',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted-root',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted-root',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'incomplete-chain',
  CERT_UNTRUSTED: 'untrusted-root',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-name',
};

/** What is said of a chain whose authority may or may not be known: the library has not looked that far, or has said this instead. */
const besideTheRoot: ReadonlySet<CertificateProblem> = new Set(['expired', 'not-yet-valid', 'wrong-name', 'other']);

/**
 * Everything that speaks against a chain (leaf first) for a host; empty when nothing does. `host` is null where there is none to compare
 * with. `verifyError` is what the TLS library said of the chain, null where it verified. That library stops at the first fault it meets;
 * the others are looked for here, so that the user is told all of them at once. `authorities` (PEM) count beside the system's.
 */
export function certificateProblems(
  chain: readonly X509Certificate[],
  { host, verifyError, authorities, now }: { readonly host: string | null; readonly verifyError: string | null; readonly authorities: readonly string[]; readonly now: number },
): readonly CertificateProblem[] {
  const problems = new Set<CertificateProblem>();
  const leaf = chain[0];
  if (verifyError !== null) {
    const problem = chainProblem(chain, verifyError);
    problems.add(problem);
    // Otherwise a stranger's certificate that has also expired would pass for one that has only expired.
    if (besideTheRoot.has(problem) && !leadsToTrustedRoot(chain, authorities)) problems.add(chainProblem(chain, 'UNABLE_TO_GET_ISSUER_CERT'));
  }
  if (leaf !== undefined) {
    if (host !== null && !coversHost(leaf, host)) problems.add('wrong-name');
    if (chain.some((one) => Date.parse(one.validTo) < now)) problems.add('expired');
    if (chain.some((one) => Date.parse(one.validFrom) > now)) problems.add('not-yet-valid');
    if (chain.some((one, place) => weaknessesOf(one, place > 0 && isSignedBy(one, one)).length > 0)) problems.add('weak');
  }
  return [...problems];
}

/** A leaf alone whose signer is unknown lacks its intermediate; with intermediates it is the root that nobody trusts. */
function chainProblem(chain: readonly X509Certificate[], verifyError: string): CertificateProblem {
  const problem = problemOf[verifyError] ?? 'other';
  if (problem !== 'incomplete-chain' && problem !== 'untrusted-root') return problem;
  const leaf = chain[0];
  if (chain.length !== 1 || leaf === undefined) return 'untrusted-root';
  return leaf.subject === leaf.issuer ? 'self-signed' : 'incomplete-chain';
}

/** Whether a certificate is made out to this host name or address. */
export function coversHost(leaf: X509Certificate, host: string): boolean {
  const name = host.replace(/\.$/u, '');
  return (isIP(name) === 0 ? leaf.checkHost(name) : leaf.checkIP(name)) !== undefined;
}
