import { firstName } from './link-facts.ts';
import { pathBytes, runVerb, type SftpServer } from './server.ts';
import { packet } from './wire/codes.ts';

export function readLink(server: SftpServer, path: string): Promise<string> {
  return runVerb(server, 'readlink', path, async () => firstName(server.channel, await server.channel.query(packet.READLINK, [pathBytes(server.channel, path)], packet.NAME)));
}
