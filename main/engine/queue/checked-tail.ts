import { open } from 'node:fs/promises';
import type { ByteSink } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import { localFailure } from '../local/failures.ts';
import { systemPath } from '../local/system-path.ts';

/** So much of what is there already is read again from the other end and compared before anything is added to it. */
export const TAIL = 64 * 1024;

/** The bytes of a local file from one offset to another; fewer where it is shorter. */
export async function readRange(path: string, from: number, to: number): Promise<Buffer> {
  try {
    const file = await open(systemPath(path), 'r');
    try {
      const bytes = Buffer.alloc(to - from);
      let done = 0;
      while (done < bytes.length) {
        const { bytesRead } = await file.read(bytes, done, bytes.length - done, from + done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.subarray(0, done);
    } finally {
      await file.close();
    }
  } catch (thrown) {
    throw localFailure(thrown, path);
  }
}

/** A sink that first wants exactly these bytes, and passes on what comes after them. Rejects with `resume-mismatch` where others come. */
export function checkedSink(expected: Buffer, path: string, sink: ByteSink): ByteSink & { readonly checked: () => boolean } {
  let seen = 0;
  return {
    write: (bytes) => {
      if (seen === expected.length) return sink.write(bytes);
      const count = Math.min(bytes.length, expected.length - seen);
      if (expected.compare(bytes, 0, count, seen, seen + count) !== 0) return Promise.reject(Failure.of('resume-mismatch', { path }));
      seen += count;
      return count === bytes.length ? undefined : sink.write(bytes.subarray(count));
    },
    checked: () => seen === expected.length,
  };
}

/** Keeps what comes. Rejects with `resume-mismatch` where that is more than was to come. */
export function memorySink(bound: number, path: string): ByteSink & { readonly bytes: () => Buffer } {
  const chunks: Buffer[] = [];
  let length = 0;
  return {
    write: (bytes) => {
      length += bytes.length;
      if (length > bound) return Promise.reject(Failure.of('resume-mismatch', { path }));
      chunks.push(Buffer.from(bytes));
      return undefined;
    },
    bytes: () => Buffer.concat(chunks),
  };
}
