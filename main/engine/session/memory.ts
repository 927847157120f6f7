import type { ByteSink, ByteSource } from './bytes.ts';

export interface MemorySink extends ByteSink {
  /** Everything written so far. */
  bytes(): Buffer;
}

/** Keeps what is written. For small files and tests: nothing bounds it. */
export function memorySink(): MemorySink {
  const chunks: Buffer[] = [];
  return {
    write: (bytes) => {
      chunks.push(Buffer.from(bytes));
      return undefined;
    },
    bytes: () => Buffer.concat(chunks),
  };
}

/** Hands out the bytes given. */
export function memorySource(bytes: Uint8Array): ByteSource {
  let position = 0;
  return {
    size: bytes.length,
    read: (into) => {
      const part = bytes.subarray(position, position + into.length);
      into.set(part);
      position += part.length;
      return part.length;
    },
  };
}
