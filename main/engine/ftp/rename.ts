import { commandSafe } from '../session/command-safe.ts';
import { command } from './command.ts';
import type { FtpConnection } from './connection.ts';
import { explainMaking, explainUse } from './explain.ts';
import { refusal } from './failures.ts';
import { isIntermediate } from './reply.ts';

/** RNFR and RNTO (RFC 959 section 4.1.3). */
export async function rename(ftp: FtpConnection, from: string, to: string): Promise<void> {
  commandSafe(to);
  const reply = await ftp.control.exchange(`RNFR ${from}`);
  if (!isIntermediate(reply)) throw await explainUse(ftp, refusal(reply, ftp.host, from), from);
  try {
    await command(ftp, `RNTO ${to}`, to);
  } catch (thrown) {
    throw await explainMaking(ftp, thrown, to);
  }
}
