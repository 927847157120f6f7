import type { FtpConnection } from './connection.ts';
import { Failure } from '../session/failure.ts';
import { explainUse } from './explain.ts';
import { refusal } from './failures.ts';
import { quoteArgument } from './quote-argument.ts';
import { isCompletion, type Reply } from './reply.ts';

/** How servers are told the time of a file: what is said of it, the oldest ways last. */
const ways: Readonly<Record<'MFMT' | 'MDTM' | 'UTIME' | 'UTIME-three', (stamp: string, path: string) => string>> = {
  // draft-somers-ftp-mfxx section 3.1
  MFMT: (stamp, path) => `MFMT ${stamp} ${path}`,
  // Made for asking (RFC 3659 section 3); vsftpd and others set by it.
  MDTM: (stamp, path) => `MDTM ${stamp} ${path}`,
  UTIME: (stamp, path) => `SITE UTIME ${stamp} ${path}`,
  'UTIME-three': (stamp, path) => `SITE UTIME ${quoteArgument(path)} ${stamp} ${stamp} ${stamp} UTC`,
};
export type TimeWay = keyof typeof ways;

/** The ways that are worth trying on this server. */
export function timeWays({ features }: Pick<FtpConnection, 'features'>, site: ReadonlySet<string>): readonly TimeWay[] {
  if (features.mfmt) return ['MFMT'];
  const utime: readonly TimeWay[] = site.has('UTIME') || features.site.has('UTIME') ? ['UTIME', 'UTIME-three'] : [];
  return features.mdtm ? ['MDTM', ...utime] : utime;
}

/** Sets the time of a file in UTC; `at` in milliseconds since the epoch. Stays with the first way that the server takes. */
export async function setTime(ftp: FtpConnection, site: ReadonlySet<string>, path: string, at: number): Promise<void> {
  const stamp = new Date(at).toISOString().replace(/\.\d+Z$/u, '').replace(/\D/gu, '');
  const known = ftp.learned.timeWay;
  let said: Reply | null = null;
  for (const way of known === null ? timeWays(ftp, site) : [known]) {
    const reply = await ftp.control.exchange(ways[way](stamp, path));
    if (isCompletion(reply)) {
      ftp.learned.timeWay = way;
      return;
    }
    said ??= reply;
  }
  throw said === null ? Failure.of('not-supported', { host: ftp.host, what: 'MFMT' }) : await explainUse(ftp, refusal(said, ftp.host, path), path);
}
