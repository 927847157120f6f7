/** Minutes of rest after which the connection is left to the server: nobody seems to need it, and others may be waiting for the place. */
const longestRest = 30;

/**
 * Says NOOP (RFC 959) when a session has rested for `seconds`, so that neither server nor NAT gives it up. `ask` sends it when its turn has
 * come, hence never beside a transfer. Rests do not keep a process alive.
 */
export class KeepAlive {
  readonly #seconds: number;
  readonly #ask: () => Promise<unknown>;
  #timer: NodeJS.Timeout | null = null;
  #restingSince = 0;

  /** No NOOP at all with 0 `seconds`. */
  constructor(seconds: number, ask: () => Promise<unknown>) {
    this.#seconds = seconds;
    this.#ask = ask;
  }

  /** Nothing runs or waits any more. */
  rest(): void {
    this.#restingSince = Date.now();
    this.#wait();
  }

  /** Something runs, or the session has ended. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #wait(): void {
    this.stop();
    if (this.#seconds === 0 || Date.now() - this.#restingSince > longestRest * 60_000) return;
    this.#timer = setTimeout(() => {
      // An answer that never comes ends the connection, which whoever needs it next learns from `ended`.
      this.#ask().then(
        () => {
          if (this.#timer !== null) this.#wait();
        },
        () => this.stop(),
      );
    }, this.#seconds * 1000).unref();
  }
}
