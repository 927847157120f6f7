import { Duplex } from 'node:stream';
import type { Link } from './link.ts';

type Done = (error?: Error | null) => void;

/**
 * Lets any two-way stream, such as a channel of an SSH connection, stand in for a TCP socket: it counts bytes, keeps a socket's idle
 * timeout, and closes both halves together. Nothing is read before somebody reads from this.
 */
export class StreamLink extends Duplex implements Link {
  readonly connecting = false;
  bytesRead = 0;
  bytesWritten = 0;
  readonly #stream: Duplex;
  #idleMilliseconds = 0;
  #idle: NodeJS.Timeout | null = null;
  #waiting: Done | null = null;

  constructor(stream: Duplex) {
    super({ allowHalfOpen: false });
    this.#stream = stream;
    stream.pause();
    stream.on('data', (bytes: Buffer) => {
      this.#noteLife();
      this.bytesRead += bytes.length;
      if (!this.push(bytes)) stream.pause();
    });
    stream.pause();
    stream.on('end', () => this.push(null));
    stream.on('error', (error: Error) => this.destroy(error));
    stream.on('close', () => this.destroy());
  }

  setTimeout(milliseconds: number): void {
    this.#idleMilliseconds = milliseconds;
    this.#noteLife();
  }

  /** Bytes stay bytes, since TLS on top reads no text. */
  override setEncoding(): this {
    return this;
  }

  /** What is below keeps itself alive. */
  setKeepAlive(): void {}

  resetAndDestroy(): void {
    this.destroy();
  }

  override _read(): void {
    this.#stream.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#noteLife();
    this.bytesWritten += chunk.length;
    // The memory is the sender's again only when the stream is done with it.
    this.#waiting = done;
    this.#stream.write(chunk, () => this.#goOn());
  }

  override _final(done: Done): void {
    this.#stream.end();
    done();
  }

  override _destroy(error: Error | null, done: Done): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    this.#idleMilliseconds = 0;
    this.#stream.destroy();
    this.#goOn();
    done(error);
  }

  #goOn(): void {
    const done = this.#waiting;
    this.#waiting = null;
    this.#noteLife();
    done?.();
  }

  #noteLife(): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = this.#idleMilliseconds === 0 ? null : setTimeout(() => this.emit('timeout'), this.#idleMilliseconds);
  }
}
