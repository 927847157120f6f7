import { commandSafe } from '../session/command-safe.ts';
import type { FtpConnection } from './connection.ts';
import { explainMaking, explainUse } from './explain.ts';
import { refusal } from './failures.ts';
import { isCompletion, isIntermediate } from './reply.ts';
import { slowCommand } from './slow-command.ts';

/** Copies on the server itself: SITE CPFR and SITE CPTO, as ProFTPD's mod_copy has them. A directory goes with all that is in it. Cancelling ends the connection. */
export async function copy(ftp: FtpConnection, from: string, to: string, signal: AbortSignal): Promise<void> {
  commandSafe(to);
  const found = await ftp.control.exchange(`SITE CPFR ${from}`);
  if (!isIntermediate(found)) throw await explainUse(ftp, refusal(found, ftp.host, from), from);
  const done = await slowCommand(ftp, `SITE CPTO ${to}`, signal);
  if (!isCompletion(done)) throw await explainMaking(ftp, refusal(done, ftp.host, to), to);
}
