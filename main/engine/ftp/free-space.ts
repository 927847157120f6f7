import { Failure } from '../session/failure.ts';
import { command } from './command.ts';
import type { FtpConnection } from './connection.ts';

/** Bytes that the user may still store in a directory (AVBL, draft-peterson-streamlined-ftp-command-extensions section 4). */
export async function freeSpace(ftp: FtpConnection, directory: string): Promise<number> {
  const { text } = await command(ftp, `AVBL ${directory}`, directory);
  const bytes = Number(/^213 (?<bytes>\d{1,20})\s*$/u.exec(text)?.groups?.['bytes'] ?? Number.NaN);
  if (Number.isNaN(bytes)) throw Failure.of('bad-reply', { host: ftp.host }, text);
  return bytes;
}
