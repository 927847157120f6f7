const bufferBytes = 262_144;
const kept = 4;

/**
 * The few static buffers of one connection. Fresh memory for each read of a data channel costs more than anything else on the way, so that
 * the same memory is filled over and over.
 */
export class BufferPool {
  readonly #free: Buffer[] = [];

  /** A buffer of 256 KiB, always; what stands in it is anyone's guess. */
  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(bufferBytes);
  }

  /** Takes a buffer back that nobody reads from or writes to any more. */
  give(buffer: Buffer): void {
    if (this.#free.length < kept) this.#free.push(buffer);
  }
}
