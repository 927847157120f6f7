import type { ByteSource } from '../session/bytes.ts';

const carriageReturn = 13;
const lineFeed = 10;

/** Turns each LF that no CR stands before into CR LF, as TYPE A wants it (RFC 959 section 3.1.1.1). */
export class TextSource implements ByteSource {
  readonly size = null;
  /** Bytes taken from the source. */
  count = 0;
  readonly #source: ByteSource;
  #last = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  async read(into: Uint8Array): Promise<number> {
    // Every byte may become two.
    const taken = Buffer.allocUnsafe(into.length >> 1);
    const count = await this.#source.read(taken);
    this.count += count;
    let length = 0;
    for (const byte of taken.subarray(0, count)) {
      if (byte === lineFeed && this.#last !== carriageReturn) into[length++] = carriageReturn;
      into[length++] = byte;
      this.#last = byte;
    }
    return length;
  }
}
