import type { ByteSink } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import type { DownloadOptions } from '../session/session.ts';
import { pathsOf, type FtpConnection } from './connection.ts';
import { explainUse } from './explain.ts';
import { InflatingSink } from './inflating-sink.ts';
import { Receiver } from './receiver.ts';
import { isCompletion, type Reply } from './reply.ts';
import { compressedMode } from './transfer-mode.ts';
import { TextSink } from './text-sink.ts';
import { asText, setType, writesBareLineFeeds } from './transfer-type.ts';
import { receive } from './transfer.ts';

/** Fetches a file (RETR). Resolves with the bytes given to the sink, which are as many as the server announced. */
export async function download(ftp: FtpConnection, path: string, sink: ByteSink, { signal, offset, text }: DownloadOptions): Promise<number> {
  const asciiType = asText(ftp, text);
  await setType(ftp, asciiType);
  const textual = asciiType && writesBareLineFeeds ? new TextSink(sink) : null;
  const inflating = (await compressedMode(ftp, 'download')) ? new InflatingSink(textual ?? sink, path) : null;
  const receiver = new Receiver(ftp.buffers, inflating ?? textual ?? sink);
  let preliminary: Reply | null;
  try {
    preliminary = await receive(ftp, { command: `RETR ${path}`, path, offset, signal }, receiver);
    await inflating?.finish();
    await textual?.finish();
  } catch (thrown) {
    throw await explainUse(ftp, thrown, path);
  } finally {
    inflating?.close();
  }
  const actual = inflating?.count ?? receiver.received;
  const announced = announcedSize(preliminary);
  // What the server announces are the bytes of its own disk, with its own line ends, none of which is longer than those on the way.
  if (asciiType) {
    if (announced !== null && actual < announced && pathsOf(ftp).name === 'unix') throw Failure.of('wrong-size', { path, actual, expected: announced });
    return textual?.count ?? actual;
  }
  // Some servers announce the whole file even when only its end was asked for.
  if (announced !== null && (announced === actual || announced === actual + offset)) return actual;
  // The end of a TLS stream is authentic; that of a plain one could be anyone's, so the size is asked for where it was not announced.
  const expected = announced ?? (ftp.dataTls === null ? await sizeOnServer(ftp, path) : null);
  if (expected !== null && expected !== actual + offset) throw Failure.of('wrong-size', { path, actual: actual + offset, expected });
  return actual;
}

/** `150 Opening BINARY mode data connection for a.txt (1234 bytes).` */
export function announcedSize(preliminary: Reply | null): number | null {
  const digits = /\((\d{1,15}) bytes?\)/iu.exec(preliminary?.text ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

/** By SIZE (RFC 3659 section 4); null where the server does not say. */
export async function sizeOnServer(ftp: FtpConnection, path: string): Promise<number | null> {
  if (!ftp.features.size) return null;
  await setType(ftp, false);
  const reply = await ftp.control.exchange(`SIZE ${path}`);
  const digits = isCompletion(reply) ? /^213 +(\d{1,15})\s*$/u.exec(reply.text)?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}
