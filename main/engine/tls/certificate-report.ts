import type { X509Certificate } from 'node:crypto';
import type { CertificateProblem, CertificateReport } from '../../../shared/model/certificate.ts';
import type { TlsFacts } from '../../../shared/model/protection.ts';
import { buildChain } from './build-chain.ts';
import { certificateChain } from './certificate-chain.ts';
import { checkCertificate } from './certificate-checks.ts';
import { certificateProblems } from './certificate-problems.ts';
import { leadsToTrustedRoot } from './leads-to-trusted-root.ts';

interface Reported {
  readonly certificates: readonly X509Certificate[];
  /** Those that the user trusts beside the system's, PEM. */
  readonly authorities: readonly string[];
  readonly source: 'server' | 'file';
  readonly host: string | null;
  readonly port: number | null;
  readonly problems: readonly CertificateProblem[];
  readonly tls: TlsFacts | null;
  /** SHA-256 of the certificate that the server showed when it was last seen. */
  readonly lastSeen: string | null;
  /** The user trusts it, whatever is wrong with it. */
  readonly excepted: boolean;
}

/** All that can be said of certificates that a server or a file shows, leaf first. */
export async function certificateReport({ certificates, authorities, source, host, port, problems, tls, lastSeen, excepted }: Reported): Promise<CertificateReport> {
  const chain = await certificateChain(buildChain(certificates, authorities, source));
  const checks = checkCertificate({ chain, problems, host, lastSeen, now: Date.now() });
  return { host, port, chain, problems, checks, tls, standing: problems.length === 0 ? 'verified' : excepted ? 'excepted' : 'untrusted' };
}

/** What is wrong with certificates that no TLS library has looked at. The first one given is the leaf. */
export function problemsOfFile(given: readonly X509Certificate[], authorities: readonly string[], host: string | null): readonly CertificateProblem[] {
  const chain = buildChain(given, authorities, 'file').map(({ certificate }) => certificate);
  const verifyError = leadsToTrustedRoot(chain, authorities) ? null : 'UNABLE_TO_GET_ISSUER_CERT';
  return certificateProblems(chain, { host, verifyError, authorities, now: Date.now() });
}
