import type { ListingSink } from './listing/listing-sink.ts';
import type { FtpConnection } from './connection.ts';
import { refusal } from './failures.ts';
import { isCompletion } from './reply.ts';

/**
 * Reads a directory over the control connection: STAT with a path (RFC 959 section 4.1.3) answers as LIST does, inside its reply and so
 * without a data channel. Its length is bounded like that of every listing.
 */
export async function listByStat(ftp: FtpConnection, path: string, sink: ListingSink): Promise<void> {
  const reply = await ftp.control.exchangeLong(`STAT ${ftp.learned.listsAll !== false ? '-a ' : ''}${path}`, (lines) => {
    sink.write(Buffer.from(lines.replace(/^\d{3}[- ]/gmu, '').replace(/^ (?=[-a-z])/gmu, ''), 'latin1'));
  });
  if (!isCompletion(reply)) throw refusal(reply, ftp.host, path);
  sink.end();
}
