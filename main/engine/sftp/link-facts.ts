import type { Entry } from '../../../shared/model/entry.ts';
import { SftpStatus } from './failures.ts';
import type { SftpChannel } from './channel.ts';
import { kindOf } from './entry.ts';
import { pathBytes, type SftpServer } from './server.ts';
import { readAttributes } from './wire/attributes.ts';
import { packet } from './wire/codes.ts';

/** Where a link leads and to what. Either is null where the server does not tell, as with a link to nothing. */
export async function linkFacts({ channel }: SftpServer, path: string): Promise<Pick<Entry, 'linkTarget' | 'targetKind'>> {
  const bytes = pathBytes(channel, path);
  const target = unlessRefused(channel.query(packet.READLINK, [bytes], packet.NAME).then((reply) => firstName(channel, reply)));
  const kind = unlessRefused(channel.query(packet.STAT, [bytes], packet.ATTRS).then((reply) => kindOf(readAttributes(reply))));
  const [linkTarget, targetKind] = await Promise.all([target, kind]);
  return { linkTarget, targetKind: targetKind === 'file' || targetKind === 'directory' ? targetKind : null };
}

/** The one name of a NAME reply to READLINK or REALPATH. */
export function firstName({ charset }: SftpChannel, reply: { uint32(): number; bytes(): Buffer }): string {
  if (reply.uint32() < 1) throw new Error('An answer without the name that was asked for.');
  return charset.decode(reply.bytes());
}

async function unlessRefused<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (problem) {
    if (problem instanceof SftpStatus) return null;
    throw problem;
  }
}
