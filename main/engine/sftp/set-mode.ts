import { pathBytes, runVerb, type SftpServer } from './server.ts';
import { encodeChange } from './wire/attributes.ts';
import { packet } from './wire/codes.ts';

export function setMode(server: SftpServer, path: string, mode: number): Promise<void> {
  const change = { raw: encodeChange({ mode: mode & 0o7777 }) };
  return runVerb(server, `chmod ${(mode & 0o7777).toString(8).padStart(4, '0')}`, path, () => server.channel.command(packet.SETSTAT, [pathBytes(server.channel, path), change]));
}
