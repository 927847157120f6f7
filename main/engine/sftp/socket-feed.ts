import { Duplex } from 'node:stream';
import type { Link } from '../net/link.ts';
import { freeMemory } from './free-memory.ts';

type Written = (error?: Error | null) => void;

/**
 * The TCP socket as ssh2 sees it. Bytes come through `received` out of one buffer that is read into again and again; ssh2 decrypts them
 * into memory of its own within the call. Until `reuse` is set it gets copies, since before the first keys it keeps views of what
 * it read. The pieces of one turn of the event loop leave in one system call.
 */
export class SocketFeed extends Duplex {
  reuse = false;
  readonly #socket: Link;
  #corked = false;

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
    if (!this.#corked) {
      this.#corked = true;
      this.#socket.cork();
      process.nextTick(() => {
        this.#corked = false;
        this.#socket.uncork();
      });
    }
    const written = typeof encoding === 'function' ? encoding : callback;
    return this.#socket.write(chunk, typeof encoding === 'string' ? encoding : 'utf8', (error) => {
      // ssh2 encrypts each packet into memory of its own and forgets it. Before the first keys it does not encrypt.
      if (this.reuse && typeof chunk !== 'string') freeMemory(chunk);
      written?.(error);
    });
  }

  override _final(callback: Written): void {
    this.#socket.end();
    callback();
  }

  override _destroy(error: Error | null, callback: Written): void {
    this.#socket.destroy();
    callback(error);
  }
}
