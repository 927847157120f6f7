import type { ByteSink } from '../session/bytes.ts';
import type { BufferPool } from './buffer-pool.ts';

/** Buffers that may wait for the sink before the socket pauses. What still comes then (TLS hands out what it has decrypted) finds room too. */
const waitingLimit = 3;
/** With less room left than this, a buffer counts as full, so that reads stay large. */
const smallestRoom = 32_768;

/** One pooled buffer: filled up to `end` by the socket, handed to the sink up to `start`. */
interface Slab {
  readonly memory: Buffer;
  start: number;
  end: number;
}

/**
 * Takes what a data channel brings and hands it to a sink, in order. The socket reads straight into pooled buffers (`room`, `filled`);
 * while the sink is busy, the rest of the buffer and then the next ones are filled. Where the socket reads next changes only inside
 * `filled`, since it asks for `room` right after that and at no other time.
 */
export class Receiver {
  /** Bytes that came so far. */
  received = 0;
  /** Settles when everything that came before `finish` has been taken by the sink; rejects with the sink's failure. */
  readonly done: Promise<void>;
  readonly #pool: BufferPool;
  readonly #sink: ByteSink;
  /** Full buffers, the oldest first. */
  readonly #full: Slab[] = [];
  #current: Slab;
  #busy = false;
  #finished = false;
  #failed = false;
  #resume: (() => void) | null = null;
  #resolve: () => void = () => undefined;
  #reject: (failure: unknown) => void = () => undefined;

  constructor(pool: BufferPool, sink: ByteSink) {
    this.#pool = pool;
    this.#sink = sink;
    this.#current = { memory: pool.take(), start: 0, end: 0 };
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
    const { memory, end } = this.#current;
    return end === 0 ? memory : memory.subarray(end);
  }

  /** `count` bytes stand in `room()`. False when the socket must pause until `resume` is called. */
  filled(count: number, resume: () => void): boolean {
    if (this.#failed) return true;
    const current = this.#current;
    this.received += count;
    current.end += count;
    if (!this.#busy) this.#write(current);
    if (!this.#busy && current.start === current.end) {
      current.start = 0;
      current.end = 0;
    } else if (current.memory.length - current.end < smallestRoom) {
      this.#full.push(current);
      this.#current = { memory: this.#pool.take(), start: 0, end: 0 };
    }
    if (this.#full.length < waitingLimit) return true;
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

  /** Gives the memory back after a transfer that went well; the channel is closed and nothing more comes. */
  release(): void {
    this.#pool.give(this.#current.memory);
  }

  /** Hands over what the sink has not had of a buffer. Sets `#busy` when the sink needs time. */
  #write(slab: Slab): void {
    const bytes = slab.memory.subarray(slab.start, slab.end);
    slab.start = slab.end;
    try {
      const wait = this.#sink.write(bytes);
      if (wait === undefined) return;
      this.#busy = true;
      wait.then(() => this.#settled(), (failure: unknown) => this.#fail(failure));
    } catch (failure) {
      this.#fail(failure);
    }
  }

  #settled(): void {
    this.#busy = false;
    this.#writeNext();
  }

  #writeNext(): void {
    while (!this.#busy && !this.#failed) {
      const slab = this.#full[0] ?? this.#current;
      if (slab.start < slab.end) this.#write(slab);
      else if (slab === this.#current) break;
      else this.#pool.give((this.#full.shift() ?? slab).memory);
    }
    if (this.#finished && !this.#busy && !this.#failed) this.#resolve();
    if (this.#resume !== null && this.#full.length < waitingLimit) {
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
