import type { FtpConnection } from './connection.ts';
import { refusal } from './failures.ts';
import { isCompletion, type Reply } from './reply.ts';
import { withAccount } from './with-account.ts';

/** Sends one command about `path` and expects a completion (2xx), giving the account where that is wanted first. Rejects with what the refusal means. */
export async function command(ftp: FtpConnection, line: string, path: string): Promise<Reply> {
  return withAccount(ftp, async () => {
    const reply = await ftp.control.exchange(line);
    if (!isCompletion(reply)) throw refusal(reply, ftp.host, path);
    return reply;
  });
}
