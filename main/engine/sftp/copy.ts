import { Failure, throwIfCancelled } from '../session/failure.ts';
import { SftpStatus } from './failures.ts';
import { abandonHandle, closeHandle, openFile } from './handle.ts';
import { explainExisting } from './make-directory.ts';
import { pathBytes, quote, runVerb, type SftpServer } from './server.ts';
import { readAttributes } from './wire/attributes.ts';
import { openFlag, packet, status } from './wire/codes.ts';

export const COPY_EXTENSION = 'copy-data';
/** Bytes copied by one request: the server does nothing else meanwhile, and a cancelled copy ends after it. */
const STRETCH = 64 * 1024 * 1024;

/**
 * Copies a file within the server (draft-ietf-secsh-filexfer-extensions-00 section 7). Fails with `already-exists`, and leaves nothing
 * behind when it fails.
 */
export function copy(server: SftpServer, from: string, to: string, signal: AbortSignal): Promise<void> {
  return runVerb(server, `copy to ${quote(to)}`, from, async () => {
    throwIfCancelled(signal);
    const source = await openFile(server, from, openFlag.READ);
    try {
      const { size, mode } = readAttributes(await server.channel.query(packet.FSTAT, [source], packet.ATTRS));
      if (size === null) throw new Error('The server does not tell the size of a file.');
      await explainExisting(server, to, async () => {
        const target = await openFile(server, to, openFlag.WRITE | openFlag.CREATE | openFlag.EXCLUSIVE, mode === null ? {} : { mode: mode & 0o777 });
        await fill(server, { source, target, to, size, signal });
      });
      server.log('reply', `${size} bytes copied`);
    } finally {
      abandonHandle(server, source);
    }
  });
}

interface Filling {
  readonly source: Buffer;
  readonly target: Buffer;
  readonly to: string;
  readonly size: number;
  readonly signal: AbortSignal;
}

async function fill(server: SftpServer, { source, target, to, size, signal }: Filling): Promise<void> {
  const { channel } = server;
  try {
    for (let at = 0; at < size; at += STRETCH) {
      throwIfCancelled(signal);
      const length = Math.min(STRETCH, size - at);
      await channel.slowCommand(packet.EXTENDED, [Buffer.from(COPY_EXTENSION), source, BigInt(at), BigInt(length), target, BigInt(at)]).catch((problem: unknown) => {
        // The source has become shorter; the size below tells.
        if (!(problem instanceof SftpStatus && problem.code === status.EOF)) throw problem;
      });
    }
    const { size: copied } = readAttributes(await channel.query(packet.FSTAT, [target], packet.ATTRS));
    if (copied !== null && copied !== size) throw Failure.of('wrong-size', { path: to, actual: copied, expected: size });
    await closeHandle(server, target);
  } catch (problem) {
    abandonHandle(server, target);
    await channel.command(packet.REMOVE, [pathBytes(channel, to)]).catch(() => undefined);
    throw problem;
  }
}
