import type { ByteSource } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import type { UploadOptions } from '../session/session.ts';
import type { FtpConnection } from './connection.ts';
import { sizeOnServer } from './download.ts';
import { explainWriting } from './explain.ts';
import { Sender } from './sender.ts';
import { send } from './transfer.ts';

/** A plain upload larger than this is checked by SIZE: what fits into the system's own buffers has been confirmed by the 226 itself. */
const checkedFrom = 4_194_304;

/**
 * Stores a file. From an offset on: REST and STOR (RFC 3659 section 5), or APPE where the server restarts downloads only and the file ends
 * right there. Resolves with the bytes sent.
 */
export async function upload(ftp: FtpConnection, source: ByteSource, path: string, { signal, offset }: UploadOptions): Promise<number> {
  const sender = new Sender(ftp.buffers, source);
  const store = { command: `STOR ${path}`, path, offset, signal };
  try {
    await send(ftp, store, sender).catch(async (thrown: unknown) => {
      const appends = offset > 0 && sender.sent === 0 && thrown instanceof Failure && thrown.data.code !== 'cancelled' && (await sizeOnServer(ftp, path)) === offset;
      if (!appends) throw thrown;
      await send(ftp, { ...store, command: `APPE ${path}`, offset: 0 }, sender);
    });
  } catch (thrown) {
    throw await explainWriting(ftp, thrown, path);
  }
  // A server that took the end of a file for the whole of it is found out too.
  if (offset > 0 || (ftp.dataTls === null && sender.sent >= checkedFrom)) {
    const actual = await sizeOnServer(ftp, path);
    if (actual !== null && actual !== offset + sender.sent) throw Failure.of('wrong-size', { path, actual, expected: offset + sender.sent });
  }
  return sender.sent;
}
