import { SftpStatus } from './failures.ts';
import type { SftpServer } from './server.ts';
import { packet, status } from './wire/codes.ts';

const EXTENSION = 'fsync@openssh.com';
/** Bytes from which on it is worth the wait: a thousand files of 4 KiB take three times as long with it. */
const WORTH_IT = 1024 * 1024;
/** File systems without such a thing say so in one of these ways; what the disk refuses comes as a plain failure. */
const unable: ReadonlySet<number> = new Set([status.OP_UNSUPPORTED, status.BAD_MESSAGE]);

/**
 * Has the server put what was written onto its disk, where it offers that (OpenSSH's PROTOCOL file, section 4.7) and `bytes` of it are
 * many. Rejects where the disk did not take it.
 */
export async function flush({ channel, extensions, log }: SftpServer, handle: Buffer, bytes: number): Promise<void> {
  if (bytes < WORTH_IT || !extensions.has(EXTENSION)) return;
  try {
    await channel.slowCommand(packet.EXTENDED, [Buffer.from(EXTENSION), handle]);
    log('trace', 'The server has written the file to its disk');
  } catch (problem) {
    if (!(problem instanceof SftpStatus && unable.has(problem.code))) throw problem;
  }
}
