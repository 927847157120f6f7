import type { CertificateFacts, CertificateProblem } from '../../../shared/model/certificate.ts';
import { hostSchema } from '../../../shared/model/command-safe.ts';

/**
 * The further hosts that trust in a certificate may be extended to: every other name that it is made out to. None where it does not even
 * name the host that showed it.
 */
export function namesToCover(leaf: CertificateFacts, host: string, problems: readonly CertificateProblem[]): readonly string[] {
  if (problems.includes('wrong-name')) return [];
  const own = host.toLowerCase().replace(/\.$/u, '');
  const names = leaf.altNames.filter(({ kind, value }) => (kind === 'dns' || kind === 'ip') && hostSchema.safeParse(value).success).map(({ value }) => value.toLowerCase());
  return [...new Set(names)].filter((name) => name !== own).slice(0, 500);
}
