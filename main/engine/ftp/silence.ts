/**
 * Tells when nothing has come for too long while a reply is waited for. Waits come by the thousand and follow each other at once, so that its
 * timer runs on from one to the next and only looks at the clock; it keeps no process alive.
 */
export class Silence {
  readonly #limit: number;
  readonly #onTooLong: () => void;
  #timer: NodeJS.Timeout | null = null;
  /** Null while nothing is waited for. */
  #since: number | null = null;

  /** `limit` in milliseconds. */
  constructor(limit: number, onTooLong: () => void) {
    this.#limit = limit;
    this.#onTooLong = onTooLong;
  }

  /** A reply is waited for from here on, or no more. */
  set waiting(waiting: boolean) {
    this.#since = waiting ? performance.now() : null;
    if (waiting) this.#timer ??= setTimeout(() => this.#look(), this.#limit).unref();
  }

  /** Something has come. */
  broken(): void {
    if (this.#since !== null) this.#since = performance.now();
  }

  stop(): void {
    this.#since = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #look(): void {
    this.#timer = null;
    if (this.#since === null) return;
    const left = this.#since + this.#limit - performance.now();
    if (left <= 0) this.#onTooLong();
    else this.#timer = setTimeout(() => this.#look(), left).unref();
  }
}
