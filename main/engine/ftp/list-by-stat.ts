import type { ListingSink } from './listing/listing-sink.ts';
import type { FtpConnection } from './connection.ts';
import { refusal } from './failures.ts';
import { isCompletion } from './reply.ts';

/**
 * Reads a directory over the control connection: STAT with a path (RFC 959 section 4.1.3) answers as LIST does, inside its reply and so
 * without a data channel. Its length is bounded like that of every reply.
 */
export async function listByStat(ftp: FtpConnection, path: string, sink: ListingSink): Promise<void> {
  const reply = await ftp.control.exchange(`STAT ${ftp.learned.listsAll !== false ? '-a ' : ''}${path}`);
  if (!isCompletion(reply)) throw refusal(reply, ftp.host, path);
  for (const line of reply.raw.split('\n').slice(1, -1)) sink.write(Buffer.from(`${line.replace(/^\d{3}[- ]/u, '').replace(/^ (?=[-a-z])/u, '')}\n`, 'latin1'));
  sink.end();
}
