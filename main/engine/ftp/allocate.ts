import type { FtpConnection } from './connection.ts';
import { refusal } from './failures.ts';
import { isCompletion, isUnknownCommand } from './reply.ts';

/**
 * Has the server make room for `bytes` (ALLO, RFC 959 section 4.1.3). Servers that need no such thing say so, or do not know it; both is
 * fine. Rejects where there is no room.
 */
export async function allocate(ftp: FtpConnection, path: string, bytes: number): Promise<void> {
  const reply = await ftp.control.exchange(`ALLO ${bytes}`);
  if (!isCompletion(reply) && !isUnknownCommand(reply)) throw refusal(reply, ftp.host, path);
}
