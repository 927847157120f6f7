import type { ByteSink, ByteSource } from '../session/bytes.ts';

/** Bytes between two servers that may wait in memory. */
const BOUND = 2 * 1024 * 1024;

export interface Pipe {
  readonly sink: ByteSink;
  readonly source: ByteSource;
  /** No more bytes come. */
  end(): void;
  /** Ends both halves with this failure. */
  fail(failure: unknown): void;
}

/** What is written into the sink can be read from the source, through bounded memory. */
export function createPipe(size: number | null): Pipe {
  const chunks: Buffer[] = [];
  let held = 0;
  let ended = false;
  let broken: { readonly failure: unknown } | null = null;
  let wakeReader: (() => void) | null = null;
  let wakeWriter: (() => void) | null = null;

  const wake = (): void => {
    wakeReader?.();
    wakeReader = null;
    if (held < BOUND || broken !== null) {
      wakeWriter?.();
      wakeWriter = null;
    }
  };
  const take = (into: Uint8Array): number => {
    const chunk = chunks[0]!;
    const count = chunk.copy(into, 0, 0, into.length);
    if (count === chunk.length) chunks.shift();
    else chunks[0] = chunk.subarray(count);
    held -= count;
    wake();
    return count;
  };
  const throwIfBroken = (): void => {
    if (broken !== null) throw broken.failure;
  };

  return {
    sink: {
      write: (bytes) => {
        if (broken !== null) return Promise.reject(broken.failure);
        chunks.push(Buffer.from(bytes));
        held += bytes.length;
        wake();
        if (held < BOUND) return undefined;
        return new Promise<void>((resolve) => { wakeWriter = resolve; }).then(throwIfBroken);
      },
    },
    source: {
      size,
      read: async (into) => {
        while (chunks.length === 0 && !ended && broken === null) await new Promise<void>((resolve) => { wakeReader = resolve; });
        throwIfBroken();
        return chunks.length > 0 ? take(into) : 0;
      },
    },
    end: () => {
      ended = true;
      wake();
    },
    fail: (failure) => {
      broken ??= { failure };
      wake();
    },
  };
}
