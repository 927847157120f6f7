import type { BufferPool } from './buffer-pool.ts';

/** A part of a file that was asked for, and what came of it so far. */
export class Stretch {
  readonly offset: number;
  /** Bytes wanted; fewer than first asked for where the file turns out to end before. */
  length: number;
  filled = 0;
  /** A request for it is in flight. */
  asking = false;
  /** The server said that the file ends where the filled bytes end. */
  atEnd = false;
  readonly #pool: BufferPool;
  #bytes: Buffer | null = null;
  #borrowed = false;

  constructor(pool: BufferPool, offset: number, length: number) {
    this.#pool = pool;
    this.offset = offset;
    this.length = length;
  }

  get complete(): boolean {
    return !this.asking && (this.filled === this.length || this.atEnd);
  }

  /** The bytes lie in memory that is somebody else's. */
  get borrowed(): boolean {
    return this.#borrowed;
  }

  /** The filled bytes. */
  get bytes(): Buffer {
    const bytes = this.#bytes ?? Buffer.alloc(0);
    return bytes.length === this.filled ? bytes : bytes.subarray(0, this.filled);
  }

  /** Where the next `count` bytes go. */
  room(count: number): Buffer {
    const needed = this.filled + count;
    if (this.#bytes === null || this.#borrowed || needed > this.#bytes.length) {
      // A first answer that is short is mostly the whole of a small file.
      const larger = this.#pool.take(this.filled === 0 ? count : Math.max(needed, this.length));
      if (this.filled > 0) larger.set(this.bytes);
      this.release();
      this.#bytes = larger;
    }
    return this.#bytes.subarray(this.filled);
  }

  /** Takes the first bytes without copying them; `room` copies them should more come. */
  borrow(view: Buffer): void {
    this.#bytes = view;
    this.#borrowed = true;
  }

  /** Nobody needs the bytes any more. */
  release(): void {
    if (this.#bytes !== null && !this.#borrowed) this.#pool.give(this.#bytes);
    this.#bytes = null;
    this.#borrowed = false;
  }
}
