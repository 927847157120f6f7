import type { BareSocket } from '../net/bare-socket.ts';
import type { Link } from '../net/link.ts';
import type { ByteSource } from '../session/bytes.ts';
import type { BufferPool } from './buffer-pool.ts';

/** Buffers on their way at the same time: one is read into while others are written. */
const inFlight = 3;

/**
 * Sends what a source gives through a data channel that is ready for bytes, then ends it. Counts what it handed to the socket in `sent`.
 */
export class Sender {
  sent = 0;
  /** Whether the source has been read from. */
  started = false;
  /** Whether the source is what everybody waits for. */
  paused = false;
  readonly #pool: BufferPool;
  readonly #source: ByteSource;

  constructor(pool: BufferPool, source: ByteSource) {
    this.#pool = pool;
    this.#source = source;
  }

  /** Resolves when the last byte and the end of the stream have been handed to the system; rejects with the source's failure or the socket's error. */
  async run(socket: Link | BareSocket): Promise<void> {
    this.started = true;
    const writes: Promise<void>[] = [];
    for (;;) {
      const buffer = this.#pool.take();
      const count = await this.#read(buffer);
      if (count === 0) {
        this.#pool.give(buffer);
        break;
      }
      const written = write(socket, buffer.subarray(0, count)).then(() => {
        this.sent += count;
        this.#pool.give(buffer);
      });
      written.catch(() => undefined);
      writes.push(written);
      if (writes.length >= inFlight) await writes.shift();
    }
    await Promise.all(writes);
    if (this.sent === 0) await write(socket, Buffer.alloc(0));
    await end(socket);
  }

  async #read(buffer: Buffer): Promise<number> {
    const count = this.#source.read(buffer);
    if (typeof count === 'number') return count;
    this.paused = true;
    try {
      return await count;
    } finally {
      this.paused = false;
    }
  }
}

function write(socket: Link | BareSocket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

/** Ends the sending half. Called only once the last write was handed over: TLS drops its closing alert when it comes inside the handshake. */
function end(socket: Link | BareSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.end((error?: Error | null) => (error ? reject(error) : resolve()));
  });
}
