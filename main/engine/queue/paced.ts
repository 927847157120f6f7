import type { ByteSink, ByteSource } from '../session/bytes.ts';
import type { Pace } from './pace.ts';

export interface Passing {
  /** Bytes went by. The hot path: called for every piece. */
  readonly onBytes: (count: number) => void;
  readonly pace: Pace;
}

/** A sink that counts what goes into it and keeps to the pace. */
export function pacedSink(sink: ByteSink, { onBytes, pace }: Passing): ByteSink {
  return {
    write: (bytes) => {
      onBytes(bytes.length);
      const wait = pace.take(bytes.length);
      const written = sink.write(bytes);
      if (wait === 0) return written;
      return Promise.all([written, delay(wait)]).then(() => {});
    },
  };
}

/** A source that counts what comes out of it and keeps to the pace. */
export function pacedSource(source: ByteSource, { onBytes, pace }: Passing): ByteSource {
  const counted = (count: number): number | Promise<number> => {
    onBytes(count);
    const wait = pace.take(count);
    return wait === 0 ? count : delay(wait).then(() => count);
  };
  return {
    size: source.size,
    read: (into) => {
      const portion = pace.portion();
      const count = source.read(portion < into.length ? into.subarray(0, portion) : into);
      return typeof count === 'number' ? counted(count) : count.then(counted);
    },
  };
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}
