/** One X.509 certificate in plain values (RFC 5280). */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly altNames: readonly string[];
  /** Milliseconds since the epoch. */
  readonly validFrom: number;
  readonly validTo: number;
  readonly serial: string;
  /** Upper-case hex pairs with colons. */
  readonly sha256: string;
  readonly sha1: string;
  readonly pem: string;
}

export const certificateProblems = ['untrusted-root', 'self-signed', 'incomplete-chain', 'expired', 'not-yet-valid', 'wrong-name', 'changed', 'weak', 'other'] as const;
/** Why a certificate was not accepted by itself. */
export type CertificateProblem = (typeof certificateProblems)[number];

/** Faults that a private server's own certificate does not have by nature; none of them is accepted by habit. */
const grave: ReadonlySet<CertificateProblem> = new Set(['expired', 'not-yet-valid', 'wrong-name', 'weak']);

export function isGrave(problem: CertificateProblem): boolean {
  return grave.has(problem);
}

/** A certificate that counts as trusted for one host and port. */
export interface TrustedCertificate {
  /** SHA-256 of the leaf, upper-case hex pairs with colons. */
  readonly fingerprint: string;
  /** Null where only its fingerprint is known. */
  readonly pem: string | null;
  /** The grave faults that it was trusted in spite of. One that shows another fault is asked about again. */
  readonly despite: readonly CertificateProblem[];
}
