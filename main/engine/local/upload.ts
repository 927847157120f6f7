import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { ByteSink, ByteSource } from '../session/bytes.ts';
import { throwIfCancelled } from '../session/failure.ts';
import type { UploadOptions } from '../session/session.ts';
import { fileSink } from './file-sink.ts';
import { localFailure } from './failures.ts';
import { writeAllLater } from './part-file.ts';
import { systemPath } from './system-path.ts';

const BUFFER = 256 * 1024;

/** Writes any source into a local file: through a temporary file from the start, or straight into the file that it continues. */
export async function upload(source: ByteSource, path: string, options: UploadOptions): Promise<number> {
  if (options.offset > 0) return append(source, path, options);
  const sink = fileSink(path);
  try {
    const total = await pump(source, sink, options.signal);
    await sink.commit(null);
    return total;
  } catch (thrown) {
    await sink.abandon();
    throw localFailure(thrown, path);
  }
}

async function append(source: ByteSource, path: string, options: UploadOptions): Promise<number> {
  try {
    const file = await open(systemPath(path), constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      await file.truncate(options.offset);
      let position = options.offset;
      const write = async (bytes: Uint8Array): Promise<void> => {
        await writeAllLater(file.fd, bytes, position);
        position += bytes.length;
      };
      return await pump(source, { write }, options.signal);
    } finally {
      await file.close();
    }
  } catch (thrown) {
    throw localFailure(thrown, path);
  }
}

async function pump(source: ByteSource, sink: ByteSink, signal: AbortSignal): Promise<number> {
  const buffer = Buffer.allocUnsafeSlow(BUFFER);
  for (let total = 0; ; ) {
    throwIfCancelled(signal);
    const count = await source.read(buffer);
    if (count === 0) return total;
    await sink.write(buffer.subarray(0, count));
    total += count;
  }
}
