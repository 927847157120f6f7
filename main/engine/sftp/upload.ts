import type { ByteSource } from '../session/bytes.ts';
import { Failure, throwIfCancelled } from '../session/failure.ts';
import type { UploadOptions } from '../session/session.ts';
import { flush } from './flush.ts';
import { explainFull } from './free-space.ts';
import { abandonHandle, closeHandle, openFile } from './handle.ts';
import { runVerb, type SftpServer } from './server.ts';
import { furtherChannels, WideUpload } from './segments/wide-upload.ts';
import { encodeChange, readAttributes } from './wire/attributes.ts';
import { openFlag, packet } from './wire/codes.ts';
import { LOOSE_BYTES, WriteBehind } from './write-behind.ts';

export function upload(server: SftpServer, source: ByteSource, path: string, { signal, offset, inOrder = false, onLoose = () => {} }: UploadOptions): Promise<number> {
  return runVerb(server, offset === 0 ? 'put' : `reput from ${offset}`, path, async () => {
    throwIfCancelled(signal);
    const further = inOrder ? Promise.resolve([]) : furtherChannels(server, source.size);
    const flags = openFlag.WRITE | (offset === 0 ? openFlag.CREATE | openFlag.TRUNCATE : 0);
    const handle = await openFile(server, path, flags);
    const pipe = new WriteBehind(server, handle, source, offset, signal);
    let wide: WideUpload | null = null;
    let bytes: number;
    let closing: Promise<void> | null = null;
    try {
      if (offset > 0) await cutTo(server, handle, path, offset);
      onLoose(0, offset);
      wide = new WideUpload(server, path, pipe, further, () => onLoose(LOOSE_BYTES, pipe.unbrokenEnd));
      bytes = await pipe.run();
      // Every byte is confirmed, so these need not wait for each other; the server takes them in this order.
      const checks = [wide.close(), pipe.wide ? expectSize(server, handle, path, offset + bytes) : undefined, flush(server, handle, bytes)];
      closing = closeHandle(server, handle);
      await Promise.all([...checks, closing]);
    } catch (problem) {
      // Asked before the file is cut back, which frees some.
      const explained = explainFull(server, path, problem);
      // What is still under way on another channel might be stored after the cut.
      if (pipe.wide) {
        await pipe.quiet();
        onLoose(LOOSE_BYTES, pipe.unbrokenEnd);
      }
      if (closing === null) leaveNoHole(server, handle, pipe);
      wide?.close().catch(() => undefined);
      throw await explained;
    }
    server.log('reply', `${bytes} bytes written`);
    return bytes;
  });
}

/** Several channels wrote the same file, unless it was replaced meanwhile. */
async function expectSize({ channel }: SftpServer, handle: Buffer, path: string, expected: number): Promise<void> {
  const { size } = readAttributes(await channel.query(packet.FSTAT, [handle], packet.ATTRS));
  if (size !== null && size !== expected) throw Failure.of('wrong-size', { path, actual: size, expected });
}

/** What is there must reach up to the first byte that is sent, and nothing of it may stay behind the last one. */
async function cutTo({ channel }: SftpServer, handle: Buffer, path: string, offset: number): Promise<void> {
  const { size } = readAttributes(await channel.query(packet.FSTAT, [handle], packet.ATTRS));
  if (size === null || size === offset) return;
  if (size < offset) throw Failure.of('wrong-size', { path, actual: size, expected: offset });
  await channel.command(packet.FSETSTAT, [handle, { raw: encodeChange({ size: offset }) }]);
}

/** After a failure the file ends where its unbroken part ends, so that a resume by size is right. */
function leaveNoHole(server: SftpServer, handle: Buffer, pipe: WriteBehind): void {
  if (pipe.holed) {
    server.channel.command(packet.FSETSTAT, [handle, { raw: encodeChange({ size: pipe.unbrokenEnd }) }]).catch(() => undefined);
  }
  abandonHandle(server, handle);
}
