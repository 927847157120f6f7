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
