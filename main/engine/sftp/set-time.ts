import { pathBytes, runVerb, type SftpServer } from './server.ts';
import { encodeChange } from './wire/attributes.ts';
import { packet } from './wire/codes.ts';

/** Version 3 counts seconds from 1970 to 2106; times outside go to the nearest that it can say. */
export function setTime(server: SftpServer, path: string, at: number): Promise<void> {
  const seconds = Math.min(Math.max(Math.floor(at / 1000), 0), 0xffff_ffff);
  const change = { raw: encodeChange({ modified: seconds }) };
  return runVerb(server, `touch ${new Date(seconds * 1000).toISOString()}`, path, () => server.channel.command(packet.SETSTAT, [pathBytes(server.channel, path), change]));
}
