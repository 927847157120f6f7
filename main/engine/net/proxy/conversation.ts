import type { Socket } from 'node:net';

/** A proxy hung up, or said more than fits. */
export class ProxySilence extends Error {}

/**
 * Asks and answers on a connection to a proxy before it becomes one to the server. Takes no byte more than is asked for, so that what the
 * server says behind the proxy's last answer stays in the socket.
 */
export class Conversation {
  readonly #socket: Socket;

  /** Nobody else may read from the socket until `over`. */
  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('readable', wake);
  }

  send(bytes: Uint8Array | string): void {
    this.#socket.write(bytes);
  }

  /** Exactly `count` bytes. Rejects with `ProxySilence` when the stream ends before. */
  async take(count: number): Promise<Buffer> {
    for (;;) {
      const bytes = this.#socket.read(count) as Buffer | null;
      if (bytes !== null && bytes.length === count) return bytes;
      if (bytes !== null) throw new ProxySilence('The proxy closed the connection in the middle of its answer.');
      await this.#more();
    }
  }

  /** Everything up to and including `end`, at most `limit` bytes, as Latin-1. */
  async takeThrough(end: string, limit: number): Promise<string> {
    let text = '';
    for (;;) {
      const chunk = this.#socket.read() as Buffer | null;
      if (chunk === null) {
        await this.#more();
        continue;
      }
      const before = text.length;
      text += chunk.toString('latin1');
      const at = text.indexOf(end);
      const length = at + end.length;
      if (at < 0 && text.length > limit) throw new ProxySilence('The proxy’s answer never ends.');
      if (at < 0) continue;
      const rest = chunk.subarray(length - before);
      if (rest.length > 0) this.#socket.unshift(rest);
      return text.slice(0, length);
    }
  }

  /** The socket is the server's from here on. */
  over(): void {
    this.#socket.removeListener('readable', wake);
  }

  #more(): Promise<void> {
    const socket = this.#socket;
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => () => {
        for (const [name, listener] of listeners) socket.removeListener(name, listener);
        end();
      };
      const hungUp = settle(() => reject(new ProxySilence('The proxy closed the connection.')));
      const listeners = [['readable', settle(resolve)], ['end', hungUp], ['close', hungUp]] as const;
      if (socket.readableEnded || socket.destroyed) hungUp();
      else for (const [name, listener] of listeners) socket.on(name, listener);
    });
  }
}

/** Keeps the socket reading for as long as a conversation lasts. */
function wake(): void {}
