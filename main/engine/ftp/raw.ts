import { Failure } from '../session/failure.ts';
import { isCompletion } from './reply.ts';
import type { FtpConnection } from './connection.ts';

/** What would take a data channel of its own, or change what every other verb relies on. */
const kept: ReadonlySet<string> = new Set([
  'RETR', 'STOR', 'STOU', 'APPE', 'LIST', 'NLST', 'MLSD', 'PORT', 'EPRT', 'LPRT', 'PASV', 'EPSV', 'LPSV', 'SPSV', 'CPSV', 'PRET', 'REST', 'RANG', 'ABOR',
  'USER', 'PASS', 'ACCT', 'QUIT', 'AUTH', 'ADAT', 'CCC', 'PBSZ', 'PROT', 'SSCN', 'TYPE', 'MODE', 'STRU',
  'OPTS MLST', 'OPTS UTF8', 'OPTS UTF-8',
]);

/** Sends a command that the user typed and resolves with the server's reply, be it a refusal. `directory` is entered first, so that names in the command mean what is shown. Those that would break the session are `not-supported`. */
export async function raw(ftp: FtpConnection, command: string, directory?: string): Promise<string> {
  const line = command.trim();
  const [verb = '', option = ''] = line.toUpperCase().split(/\s+/u, 2);
  const disturbing = [verb, `${verb} ${option}`].find((words) => kept.has(words));
  if (verb === '' || disturbing !== undefined) throw Failure.of('not-supported', { host: ftp.host, what: disturbing ?? verb });
  if (verb === 'OPTS') ftp.learned.hash = null;
  if (directory !== undefined) await ftp.control.exchange(`CWD ${directory}`);
  const reply = await ftp.control.exchange(line);
  // Nobody is signed in after REIN (RFC 959 section 4.1.1); the next use of the session connects and signs in anew.
  if (verb === 'REIN' && isCompletion(reply)) ftp.control.closeWithError(Failure.of('connection-lost', { host: ftp.host }, reply.text));
  return reply.text;
}
