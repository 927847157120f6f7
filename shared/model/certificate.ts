import type { TlsFacts } from './protection.ts';

/** One part of a distinguished name: `CN`, `O`, `OU`, … or a dotted object identifier where it has no short name. */
export interface NamePart {
  readonly type: string;
  readonly value: string;
}

export const keyUsages = ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment', 'keyAgreement', 'keyCertSign', 'cRLSign', 'encipherOnly', 'decipherOnly'] as const;
/** What a key may be used for (RFC 5280, section 4.2.1.3), in the order of the bits. */
export type KeyUsage = (typeof keyUsages)[number];

/** Why a certificate counts as weak: a key that is too short, or a signature on a broken digest. */
export type Weakness = 'short-key' | 'sha1-signature' | 'md5-signature';

/** One X.509 certificate in plain values (RFC 5280). */
export interface CertificateFacts {
  /** May be empty. In the order in which they stand in the certificate. */
  readonly subject: readonly NamePart[];
  readonly issuer: readonly NamePart[];
  readonly altNames: readonly { readonly kind: 'dns' | 'ip' | 'email' | 'uri' | 'other'; readonly value: string }[];
  /** Milliseconds since the epoch. */
  readonly validFrom: number;
  readonly validTo: number;
  /** Hexadecimal, upper case. */
  readonly serial: string;
  readonly key: { readonly algorithm: string; readonly bits: number | null; readonly curve: string | null };
  /** `ECDSA with SHA-256`; the dotted identifier of one that has no name here. */
  readonly signature: string;
  readonly weaknesses: readonly Weakness[];
  /** Null where the certificate says nothing of it, so that all uses are allowed. */
  readonly keyUsage: readonly KeyUsage[] | null;
  /** Dotted object identifiers. */
  readonly extendedKeyUsage: readonly string[] | null;
  /** Whether it may sign other certificates. */
  readonly authority: boolean;
  /** How many authorities may stand below it; null for no limit. */
  readonly pathLength: number | null;
  /** Where to learn whether it was revoked, and where its issuer's certificate is to be had. */
  readonly revocation: { readonly crl: readonly string[]; readonly ocsp: readonly string[]; readonly issuers: readonly string[] };
  /** Upper-case hex pairs with colons. */
  readonly sha256: string;
  readonly sha1: string;
  readonly pem: string;
}

/** One certificate of a chain and who brought it: the server, the file, the system's trust store, or the authorities that the user added. */
export interface ChainLink extends CertificateFacts {
  readonly source: 'server' | 'file' | 'system' | 'added';
}

export const certificateProblems = ['untrusted-root', 'self-signed', 'incomplete-chain', 'expired', 'not-yet-valid', 'wrong-name', 'changed', 'weak', 'other'] as const;
/** Why a certificate was not accepted by itself. */
export type CertificateProblem = (typeof certificateProblems)[number];

export const certificateChecks = ['complete', 'trusted', 'not-self-signed', 'name', 'dates', 'strong', 'unchanged'] as const;
export type CertificateCheckName = (typeof certificateChecks)[number];

/** What was found in one regard. `unknown`: there is nothing to compare with. */
export interface CertificateCheck {
  readonly check: CertificateCheckName;
  readonly verdict: 'pass' | 'fail' | 'unknown';
  /** What the verdict is about, by check: the authority's name, the names that are covered, the certificate that is out of date or weak. May be empty. */
  readonly about: string;
}

/** All that can be said of what a server, or a file, shows. */
export interface CertificateReport {
  /** Null for a file that was compared with no server. */
  readonly host: string | null;
  readonly port: number | null;
  /** Leaf to root. Never empty. */
  readonly chain: readonly ChainLink[];
  readonly problems: readonly CertificateProblem[];
  /** One of each, in the order of `certificateChecks`. */
  readonly checks: readonly CertificateCheck[];
  /** The connection on which it was shown; null where there was none. */
  readonly tls: TlsFacts | null;
  /** `verified` where nothing is wrong, `excepted` where the user trusts it nevertheless. */
  readonly standing: 'verified' | 'excepted' | 'untrusted';
}

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

/** What a name is called in one line: its common name, or its organisation, or all of it. */
export function shortName(name: readonly NamePart[]): string {
  const part = (type: string): string | undefined => name.find((one) => one.type === type)?.value;
  return part('CN') ?? part('O') ?? wholeName(name);
}

/** A distinguished name as OpenSSL writes it: `O=Example, CN=files.example.org`. */
export function wholeName(name: readonly NamePart[]): string {
  return name.map(({ type, value }) => `${type}=${value}`).join(', ');
}

/** Its common name with the organisation behind it: `files.example.org (Example)`. */
export function nameWithOrganisation(name: readonly NamePart[]): string {
  const short = shortName(name);
  const organisation = name.find(({ type }) => type === 'O')?.value ?? short;
  return organisation === short ? short : `${short} (${organisation})`;
}
