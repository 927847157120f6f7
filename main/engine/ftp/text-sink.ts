import type { ByteSink } from '../session/bytes.ts';

const carriageReturn = 13;
const lineFeed = 10;

/**
 * Turns the line ends of TYPE A (CR LF, RFC 959 section 3.1.1.1) into LF on their way to a sink whose system writes them so. A CR that stands
 * alone stays.
 */
export class TextSink implements ByteSink {
  /** Bytes handed on. */
  count = 0;
  readonly #sink: ByteSink;
  /** The last byte so far was a CR, which waits for what follows. */
  #waiting = false;

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  write(bytes: Uint8Array): Promise<void> | undefined {
    const out = Buffer.allocUnsafe(bytes.length + 1);
    let length = 0;
    for (const byte of bytes) {
      if (this.#waiting && byte !== lineFeed) out[length++] = carriageReturn;
      this.#waiting = byte === carriageReturn;
      if (!this.#waiting) out[length++] = byte;
    }
    this.count += length;
    return length === 0 ? undefined : this.#sink.write(out.subarray(0, length));
  }

  /** Nothing more comes. */
  async finish(): Promise<void> {
    if (!this.#waiting) return;
    this.#waiting = false;
    this.count += 1;
    await this.#sink.write(Buffer.of(carriageReturn));
  }
}
