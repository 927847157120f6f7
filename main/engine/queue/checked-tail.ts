import type { ByteSink } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';

/** So much of what is there already is read again from the other end and compared before anything is added to it. */
export const TAIL = 64 * 1024;

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
