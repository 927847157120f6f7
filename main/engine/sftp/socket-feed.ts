import { Duplex } from 'node:stream';
import type { Link } from '../net/link.ts';
import { BufferPool } from './buffer-pool.ts';
import { freeMemory } from './free-memory.ts';

/** What goes to the socket in one write, in bytes. */
const TRAIN = 128 * 1024;
/** Trains that are kept for the next writes. */
const SPARE_TRAINS = 16;
/** Less than this leaves in memory of its own size. */
const SHORT = 16 * 1024;
/** Pieces of a packet, its length and its body, that ssh2 makes a MAC of after it has written them. */
const IN_USE = 2;

type Written = (error?: Error | null) => void;

/**
 * The TCP socket as ssh2 sees it. Bytes come through `received` out of one buffer that is read into again and again; ssh2 decrypts them
 * into memory of its own within the call. Until `reuse` is set it gets copies, since before the first keys it keeps views of what
 * it read. What ssh2 writes is copied together and leaves by the end of the turn of the event loop:
 * three pieces a packet would cost more than the copy, and the memory that each was encrypted into serves the next one while it is warm.
 */
export class SocketFeed extends Duplex {
  reuse = false;
  readonly #socket: Link;
  readonly #trains = new BufferPool(TRAIN, SPARE_TRAINS);
  #train: Buffer | null = null;
  #loaded = 0;
  /** Written, and about to be freed. */
  readonly #spent: Uint8Array[] = [];

  constructor(socket: Link) {
    super({ allowHalfOpen: false });
    this.#socket = socket;
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  /** Takes bytes that are overwritten after the call. Returns whether reading may go on. */
  received(bytes: Uint8Array): boolean {
    if (this.destroyed) return false;
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const atOnce = this.reuse && this.readableFlowing === true && this.readableLength === 0;
    const more = this.push(atOnce ? view : Buffer.from(view));
    return more || this.readableFlowing === true;
  }

  override _read(): void {
    this.#socket.resume();
  }

  override write(chunk: Uint8Array | string, encoding?: BufferEncoding | Written, callback?: Written): boolean {
    if (this.destroyed || this.#socket.destroyed) return false;
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8') : chunk;
    if (this.#loaded === 0) process.nextTick(this.#leaveInTurn);
    this.#freeSpent(IN_USE);
    for (let at = 0; at < bytes.length; ) {
      const taken = Math.min(bytes.length - at, TRAIN - this.#loaded);
      this.#train ??= this.#trains.take(TRAIN);
      this.#train.set(taken === bytes.length ? bytes : bytes.subarray(at, at + taken), this.#loaded);
      this.#loaded += taken;
      at += taken;
      if (this.#loaded === TRAIN) this.#leave();
    }
    // ssh2 encrypts each packet into memory of its own and forgets it. Before the first keys it does not encrypt.
    if (this.reuse) this.#spent.push(bytes);
    const written = typeof encoding === 'function' ? encoding : callback;
    if (written !== undefined) process.nextTick(written);
    return !this.#socket.writableNeedDrain;
  }

  #freeSpent(keep: number): void {
    while (this.#spent.length > keep) freeMemory(this.#spent.shift() as Uint8Array);
  }

  readonly #leaveInTurn = (): void => {
    this.#freeSpent(0);
    this.#leave();
  };

  #leave(): void {
    const train = this.#train;
    const length = this.#loaded;
    if (train === null || length === 0) return;
    this.#loaded = 0;
    if (this.#socket.destroyed) return;
    if (length < SHORT) {
      this.#socket.write(Buffer.from(train.subarray(0, length)));
      return;
    }
    this.#train = null;
    this.#socket.write(train.subarray(0, length), () => this.#trains.give(train));
  }

  override _final(callback: Written): void {
    this.#leave();
    this.#socket.end();
    callback();
  }

  override _destroy(error: Error | null, callback: Written): void {
    this.#socket.destroy();
    callback(error);
  }
}
