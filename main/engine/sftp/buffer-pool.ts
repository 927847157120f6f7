/** Above this a buffer is worth keeping; smaller ones come cheaply from Node's own pool. */
const SMALL = 16 * 1024;

/** Buffers of one size that transfers use over and over: a fresh large one costs more than what is done with it. */
export class BufferPool {
  readonly size: number;
  readonly #keep: number;
  readonly #free: Buffer[] = [];

  /** Keeps at most `keep` unused ones. */
  constructor(size: number, keep: number) {
    this.size = size;
    this.#keep = keep;
  }

  /** A buffer of at least `length` bytes. */
  take(length: number): Buffer {
    if (length <= SMALL || length > this.size) return Buffer.allocUnsafe(length);
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(this.size);
  }

  /** Gives back what `take` gave; nobody uses it any more. */
  give(buffer: Buffer): void {
    if (buffer.length === this.size && this.#free.length < this.#keep) this.#free.push(buffer);
  }
}
