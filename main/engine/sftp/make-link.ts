import { explainExisting } from './make-directory.ts';
import { pathBytes, quote, runVerb, type SftpServer } from './server.ts';
import { packet } from './wire/codes.ts';

/** SYMLINK with the target first: OpenSSH turned the draft's order (section 6.10) around and all servers followed it. */
export function makeLink(server: SftpServer, target: string, path: string): Promise<void> {
  return runVerb(server, `ln -s ${quote(target)}`, path, () => {
    const fields = [pathBytes(server.channel, target), pathBytes(server.channel, path)];
    return explainExisting(server, path, () => server.channel.command(packet.SYMLINK, fields));
  });
}
