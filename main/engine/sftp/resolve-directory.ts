import { SftpStatus } from './failures.ts';
import { kindOf } from './entry.ts';
import { firstName } from './link-facts.ts';
import { pathBytes, runVerb, type SftpServer } from './server.ts';
import { targetAttributes } from './stat.ts';
import { packet } from './wire/codes.ts';

/** STAT follows links, and REALPATH names what they lead to (draft-ietf-secsh-filexfer-02 section 6.11). */
export function resolveDirectory(server: SftpServer, path: string): Promise<string | null> {
  return runVerb(server, 'realpath', path, async () => {
    const { channel } = server;
    // Some servers answer a link that leads nowhere, or round to itself, with a failure of their own.
    const attributes = await targetAttributes(server, path).catch((problem: unknown) => {
      if (problem instanceof SftpStatus) return null;
      throw problem;
    });
    if (attributes === null || kindOf(attributes) !== 'directory') return null;
    return firstName(channel, await channel.query(packet.REALPATH, [pathBytes(channel, path)], packet.NAME));
  });
}
