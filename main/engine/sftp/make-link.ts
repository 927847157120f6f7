import { explainExisting } from './make-directory.ts';
import { pathBytes, quote, runVerb, type SftpServer } from './server.ts';
import { packet } from './wire/codes.ts';

export function makeLink(server: SftpServer, target: string, path: string): Promise<void> {
  return runVerb(server, `ln -s ${quote(target)}`, path, () => {
    const link = pathBytes(path);
    const fields = server.targetFirst ? [pathBytes(target), link] : [link, pathBytes(target)];
    return explainExisting(server, path, () => server.channel.command(packet.SYMLINK, fields));
  });
}
