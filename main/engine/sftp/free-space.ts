import { Failure } from '../session/failure.ts';
import { SftpStatus } from './failures.ts';
import { pathBytes, runVerb, type SftpServer } from './server.ts';
import { packet, status } from './wire/codes.ts';

export const FREE_SPACE_EXTENSION = 'statvfs@openssh.com';
/** Less than this left counts as none: the file system keeps some for itself, and a write that does not fit is refused whole. */
const NOTHING_LEFT = 256 * 1024;

/** Bytes that the user may still store where `path` is, by the extension above (OpenSSH's PROTOCOL file, section 4.4). Fails as requests do. */
export function freeSpace(server: SftpServer, path: string): Promise<number> {
  return runVerb(server, 'df', path, () => asked(server, path));
}

async function asked({ channel }: SftpServer, path: string): Promise<number> {
  const fields = await channel.query(packet.EXTENDED, [Buffer.from(FREE_SPACE_EXTENSION), pathBytes(channel, path)], packet.EXTENDED_REPLY);
  fields.uint64();
  const fragment = fields.uint64();
  fields.uint64();
  fields.uint64();
  return fragment * fields.uint64();
}

/** OpenSSH says of a full disk no more than “Failure”; looking at the disk tells. Gives the problem back where it is another. */
export async function explainFull(server: SftpServer, path: string, problem: unknown): Promise<unknown> {
  if (!(problem instanceof SftpStatus) || problem.code !== status.FAILURE) return problem;
  if (!server.extensions.has(FREE_SPACE_EXTENSION)) return problem;
  const left = await asked(server, path).catch(() => null);
  return left === null || left >= NOTHING_LEFT ? problem : Failure.of('server-full', { host: server.profile.host, path }, problem.message, problem);
}
