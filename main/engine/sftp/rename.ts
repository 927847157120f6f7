import { explainExisting } from './make-directory.ts';
import { pathBytes, quote, runVerb, type SftpServer } from './server.ts';
import { packet } from './wire/codes.ts';

export const REPLACE_EXTENSION = 'posix-rename@openssh.com';

/** Renames over what is there (OpenSSH's PROTOCOL, section 4.3). */
export function replace(server: SftpServer, from: string, to: string): Promise<void> {
  return runVerb(server, `replace ${quote(to)}`, from, () => server.channel.command(packet.EXTENDED, [Buffer.from(REPLACE_EXTENSION), pathBytes(server.channel, from), pathBytes(server.channel, to)]));
}

/** The plain RENAME, which on OpenSSH leaves alone what is there already, unlike posix-rename@openssh.com. */
export function rename(server: SftpServer, from: string, to: string): Promise<void> {
  return runVerb(server, `rename to ${quote(to)}`, from, async () => {
    const fields = [pathBytes(server.channel, from), pathBytes(server.channel, to)];
    await explainExisting(server, to, () => server.channel.command(packet.RENAME, fields));
  });
}
