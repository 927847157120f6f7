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

/** Stores a file (STOR; APPE to continue one that ends at `offset`, else REST and STOR). Resolves with the bytes sent. */
export async function upload(ftp: FtpConnection, source: ByteSource, path: string, { signal, offset }: UploadOptions): Promise<number> {
  const sender = new Sender(ftp.buffers, source);
  const appends = offset > 0 && (await sizeOnServer(ftp, path)) === offset;
  const request = { command: `${appends ? 'APPE' : 'STOR'} ${path}`, path, offset: appends ? 0 : offset, signal };
  try {
    await send(ftp, request, sender);
  } catch (thrown) {
    throw await explainWriting(ftp, thrown, path);
  }
  if (ftp.dataTls === null && sender.sent >= checkedFrom) {
    const actual = await sizeOnServer(ftp, path);
    if (actual !== null && actual !== offset + sender.sent) throw Failure.of('wrong-size', { path, actual, expected: offset + sender.sent });
  }
  return sender.sent;
}
