import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';

/** What would take a data channel of its own, or change what every other verb relies on. */
const kept: ReadonlySet<string> = new Set([
  'RETR', 'STOR', 'STOU', 'APPE', 'LIST', 'NLST', 'MLSD', 'PORT', 'EPRT', 'LPRT', 'PASV', 'EPSV', 'LPSV', 'SPSV', 'CPSV', 'PRET', 'REST', 'ABOR',
  'USER', 'PASS', 'ACCT', 'REIN', 'QUIT', 'AUTH', 'ADAT', 'CCC', 'PBSZ', 'PROT', 'SSCN', 'TYPE', 'MODE', 'STRU',
]);

/** Sends a command that the user typed and resolves with the server's reply, be it a refusal. Those that would break the session are `not-supported`. */
export async function raw(ftp: FtpConnection, command: string): Promise<string> {
  const line = command.trim();
  const verb = line.split(/\s/u, 1)[0]?.toUpperCase() ?? '';
  if (verb === '' || kept.has(verb)) throw Failure.of('not-supported', { host: ftp.host, what: verb });
  if (verb === 'OPTS') ftp.learned.hash = null;
  return (await ftp.control.exchange(line)).text;
}
