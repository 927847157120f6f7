import { Failure } from '../session/failure.ts';
import { SftpStatus } from './failures.ts';
import { pathBytes, type SftpServer } from './server.ts';
import { packet, status } from './wire/codes.ts';

const EXTENSION = 'statvfs@openssh.com';
/** Less than this left counts as none: the file system keeps some for itself, and a write that does not fit is refused whole. */
const NOTHING_LEFT = 256 * 1024;

/** Bytes that the user may still store where `path` is; null where the server does not tell (OpenSSH's PROTOCOL file, section 4.4). */
export async function freeSpace({ channel, extensions }: SftpServer, path: string): Promise<number | null> {
  if (!extensions.has(EXTENSION)) return null;
  const fields = await channel.query(packet.EXTENDED, [Buffer.from(EXTENSION), pathBytes(channel, path)], packet.EXTENDED_REPLY);
  fields.uint64();
  const fragment = fields.uint64();
  fields.uint64();
  fields.uint64();
  return fragment * fields.uint64();
}

/** OpenSSH says of a full disk no more than “Failure”; looking at the disk tells. Gives the problem back where it is another. */
export async function explainFull(server: SftpServer, path: string, problem: unknown): Promise<unknown> {
  if (!(problem instanceof SftpStatus) || problem.code !== status.FAILURE) return problem;
  const left = await freeSpace(server, path).catch(() => null);
  return left === null || left >= NOTHING_LEFT ? problem : Failure.of('server-full', { host: server.profile.host, path }, problem.message, problem);
}
