import type { Writable } from 'node:stream';

/** Above this, packets go by themselves, since copying them together would cost more than it saves. */
const SMALL = 8 * 1024;
/** What one SSH packet carries. */
const BATCH = 32 * 1024;

/**
 * Sends packets in order. Small ones of one turn of the event loop go together: each write becomes an SSH packet with a cipher pass and
 * a system call of its own, on the server's side too.
 */
export class Outbox {
  readonly #channel: Writable;
  readonly #onProgress: () => void;
  #small: Buffer[] = [];
  #smallBytes = 0;
  #scheduled = false;
  #dropped = false;

  /** `onProgress` tells that the server took something. */
  constructor(channel: Writable, onProgress: () => void) {
    this.#channel = channel;
    this.#onProgress = onProgress;
  }

  /** `onSent` tells that the packet's memory may be used again. */
  send(packet: Buffer, onSent?: () => void): void {
    if (this.#dropped) return;
    if (packet.length > SMALL) {
      this.#flush();
      this.#channel.write(packet, () => {
        this.#onProgress();
        onSent?.();
      });
      return;
    }
    if (this.#smallBytes + packet.length > BATCH) this.#flush();
    // The caller may reuse its memory at once.
    this.#small.push(onSent === undefined ? packet : Buffer.from(packet));
    this.#smallBytes += packet.length;
    onSent?.();
    if (this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  /** Sends nothing any more. */
  drop(): void {
    this.#dropped = true;
    this.#small = [];
  }

  #flush(): void {
    if (this.#small.length === 0 || this.#dropped) return;
    const together = this.#small.length === 1 ? (this.#small[0] as Buffer) : Buffer.concat(this.#small, this.#smallBytes);
    this.#small = [];
    this.#smallBytes = 0;
    this.#channel.write(together, this.#onProgress);
  }
}
