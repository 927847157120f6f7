import type { SftpServer } from './server.ts';
import { pathBytes } from './server.ts';
import { encodeChange, type AttributeChange } from './wire/attributes.ts';
import { packet } from './wire/codes.ts';

/** draft-ietf-secsh-filexfer-02 section 6.2. */
const LONGEST_HANDLE = 256;

/** Opens a file; `flags` of `openFlag`. `attributes` are those of a new file, as far as the server's mask lets them through. */
export async function openFile({ channel }: SftpServer, path: string, flags: number, attributes: AttributeChange = {}): Promise<Buffer> {
  return readHandle(await channel.query(packet.OPEN, [pathBytes(channel, path), flags, { raw: encodeChange(attributes) }], packet.HANDLE));
}

export async function openDirectory({ channel }: SftpServer, path: string): Promise<Buffer> {
  return readHandle(await channel.query(packet.OPENDIR, [pathBytes(channel, path)], packet.HANDLE));
}

function readHandle(reply: { bytes(): Buffer }): Buffer {
  const handle = reply.bytes();
  if (handle.length > LONGEST_HANDLE) throw new Error(`A handle of ${handle.length} bytes.`);
  return handle;
}

/** Rejects where the server could not store the end of what was written. */
export function closeHandle({ channel }: SftpServer, handle: Buffer): Promise<void> {
  return channel.command(packet.CLOSE, [handle]);
}

/** Closes after a failure that has its own words already. */
export function abandonHandle(server: SftpServer, handle: Buffer): void {
  closeHandle(server, handle).catch(() => undefined);
}
