import { Socket, type OnReadOpts } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Link } from '../net/link.ts';
import { readStatically } from '../net/read-statically.ts';
import { takeOver } from '../net/take-over.ts';
import type { Receiver } from './receiver.ts';

/** How the bytes of a data channel get from its socket to the receiver: into static buffers wherever the socket can, as that is half of the speed. */
export class Incoming {
  /** Whether what still comes over a channel that may not be used goes nowhere. */
  discarding = false;
  readonly #receiver: Receiver;
  readonly #resume: () => void;

  /** `resume` lets the socket go on, whichever it is by then. */
  constructor(receiver: Receiver, resume: () => void) {
    this.#receiver = receiver;
    this.#resume = resume;
  }

  /** Where the next bytes go. Never empty. */
  room(): Buffer {
    return this.#receiver.room();
  }

  /** So many stand in `room()`. False when the socket must pause until it is resumed. */
  filled(count: number): boolean {
    return this.discarding || this.#receiver.filled(count, this.#resume);
  }

  /** For a socket that is about to be made. */
  get onread(): OnReadOpts {
    return { buffer: () => this.room(), callback: (count) => this.filled(count) };
  }

  /** The same connection as a socket that reads into static buffers; the link itself where that cannot be, to be given to `listen`. */
  takeOver(link: Link): Link {
    // What came together with a proxy's answer has been read already, and would be lost.
    return link instanceof Socket && link.readableLength === 0 ? takeOver(link, this.onread) : link;
  }

  /** Reads what TLS brings over a connection that stood before it. */
  readTls(socket: TLSSocket, carrier: Link): void {
    if (!(carrier instanceof Socket) || !readStatically(socket, this.onread)) this.listen(socket);
  }

  /** Reads what cannot read into static buffers. */
  listen(socket: Link): void {
    socket.on('data', (bytes: Buffer) => {
      if (!this.discarding && !this.#receiver.push(bytes, this.#resume)) socket.pause();
    });
  }
}
