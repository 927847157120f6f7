import type { ByteSource } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import type { UploadOptions } from '../session/session.ts';
import { allocate } from './allocate.ts';
import type { FtpConnection } from './connection.ts';
import { sizeOnServer } from './download.ts';
import { DeflatingSource } from './deflating-source.ts';
import { explainWriting } from './explain.ts';
import { Sender } from './sender.ts';
import { compressedMode } from './transfer-mode.ts';
import { TextSource } from './text-source.ts';
import { asText, setType, writesBareLineFeeds } from './transfer-type.ts';
import { send } from './transfer.ts';
import { withAccount } from './with-account.ts';

/** An upload larger than this is checked by SIZE at once. Smaller ones are compared by the queue, many together, since a command each would show. */
const checkedFrom = 4_194_304;

/**
 * Stores a file. From an offset on: REST and STOR (RFC 3659 section 5), or APPE where the server restarts downloads only and the file ends
 * right there. Resolves with the bytes sent.
 */
export async function upload(ftp: FtpConnection, source: ByteSource, path: string, { signal, offset, text }: UploadOptions): Promise<number> {
  const asciiType = asText(ftp, text);
  await setType(ftp, asciiType);
  const textual = asciiType && writesBareLineFeeds ? new TextSource(source) : null;
  const deflating = (await compressedMode(ftp, 'upload')) ? new DeflatingSource(textual ?? source) : null;
  const sender = new Sender(ftp.buffers, deflating ?? textual ?? source);
  const store = { command: `STOR ${path}`, path, offset, signal };
  try {
    if (ftp.choices.allocate && textual === null && source.size !== null) await allocate(ftp, path, source.size);
    await withAccount(ftp, () => send(ftp, store, sender), () => !sender.started).catch(async (thrown: unknown) => {
      const appends = offset > 0 && !sender.started && thrown instanceof Failure && thrown.data.code !== 'cancelled' && (await sizeOnServer(ftp, path)) === offset;
      if (!appends) throw thrown;
      await send(ftp, { ...store, command: `APPE ${path}`, offset: 0 }, sender);
    });
  } catch (thrown) {
    throw await explainWriting(ftp, thrown, path);
  } finally {
    deflating?.close();
  }
  if (asciiType) return textual?.count ?? deflating?.count ?? sender.sent;
  const sent = deflating?.count ?? sender.sent;
  // A server that took the end of a file for the whole of it is found out too.
  if (offset > 0 || sent >= checkedFrom) {
    const actual = await sizeOnServer(ftp, path);
    if (actual !== null && actual !== offset + sent) throw Failure.of('wrong-size', { path, actual, expected: offset + sent });
  }
  return sent;
}
