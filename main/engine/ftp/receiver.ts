import type { ByteSink } from '../session/bytes.ts';
import type { BufferPool } from './buffer-pool.ts';

/** Buffers that may wait for the sink before the socket pauses. What still comes then (TLS hands out what it has decrypted) finds room too. */
const waitingLimit = 3;
/** With less room left than this, a buffer counts as full, so that reads stay large. */
const smallestRoom = 32_768;

/**
 * Takes what a data channel brings and hands it to a sink, in order. The socket reads straight into pooled buffers (`room`, `filled`);
 * while the sink is busy with one, the next is filled, and what comes in small pieces is gathered there.
 */
export class Receiver {
  /** Bytes that came so far. */
  received = 0;
  /** Settles when everything that came before `finish` has been taken by the sink; rejects with the sink's failure. */
  readonly done: Promise<void>;
  readonly #pool: BufferPool;
  readonly #sink: ByteSink;
  readonly #waiting: { readonly buffer: Buffer; readonly count: number }[] = [];
  #buffer: Buffer;
  #count = 0;
  #busy = false;
  #finished = false;
  #failed = false;
  #resume: (() => void) | null = null;
  #resolve: () => void = () => undefined;
  #reject: (failure: unknown) => void = () => undefined;

  constructor(pool: BufferPool, sink: ByteSink) {
    this.#pool = pool;
    this.#sink = sink;
    this.#buffer = pool.take();
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.done.catch(() => undefined);
  }

  /** Whether the sink is what everybody waits for. */
  get paused(): boolean {
    return this.#busy;
  }

  /** Where the next bytes go. Never empty. */
  room(): Buffer {
    return this.#count === 0 ? this.#buffer : this.#buffer.subarray(this.#count);
  }

  /** `count` bytes stand in `room()`. False when the socket must pause until `resume` is called. */
  filled(count: number, resume: () => void): boolean {
    if (this.#failed) return true;
    this.received += count;
    this.#count += count;
    if (!this.#busy) this.#write(this.#buffer, this.#count);
    else if (this.#buffer.length - this.#count < smallestRoom) this.#setAside();
    if (this.#waiting.length < waitingLimit) return true;
    this.#resume = resume;
    return false;
  }

  /** The same for bytes in someone else's memory, which are copied. */
  push(bytes: Buffer, resume: () => void): boolean {
    let goOn = true;
    for (let at = 0; at < bytes.length; ) {
      const count = bytes.copy(this.room(), 0, at);
      at += count;
      goOn = this.filled(count, resume);
    }
    return goOn;
  }

  /** Nothing more comes. */
  finish(): void {
    this.#finished = true;
    if (!this.#busy) this.#writeNext();
  }

  /** Gives the memory back; the channel is closed and nothing more comes. */
  release(): void {
    if (!this.#busy && !this.#failed) this.#pool.give(this.#buffer);
  }

  #setAside(): void {
    this.#waiting.push({ buffer: this.#buffer, count: this.#count });
    this.#buffer = this.#pool.take();
    this.#count = 0;
  }

  /** Hands over the first `count` bytes. A sink that takes them at once leaves the buffer where it was, to be filled again. */
  #write(buffer: Buffer, count: number): void {
    let wait: Promise<void> | undefined;
    try {
      wait = this.#sink.write(buffer.subarray(0, count));
    } catch (failure) {
      this.#fail(failure);
      return;
    }
    const own = buffer === this.#buffer;
    if (wait === undefined) {
      if (own) this.#count = 0;
      else this.#pool.give(buffer);
      return;
    }
    this.#busy = true;
    if (own) {
      this.#buffer = this.#pool.take();
      this.#count = 0;
    }
    wait.then(
      () => {
        this.#pool.give(buffer);
        this.#busy = false;
        this.#writeNext();
      },
      (failure: unknown) => this.#fail(failure),
    );
  }

  #writeNext(): void {
    while (!this.#busy && !this.#failed) {
      const next = this.#waiting.shift();
      if (next !== undefined) this.#write(next.buffer, next.count);
      else if (this.#count > 0) this.#write(this.#buffer, this.#count);
      else break;
    }
    if (this.#finished && !this.#busy && !this.#failed) this.#resolve();
    if (this.#resume !== null && this.#waiting.length < waitingLimit) {
      const resume = this.#resume;
      this.#resume = null;
      resume();
    }
  }

  #fail(failure: unknown): void {
    this.#failed = true;
    this.#reject(failure);
  }
}
