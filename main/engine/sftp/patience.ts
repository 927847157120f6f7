/** Counts the seconds in which a server owes the next step of signing in. The time that a person thinks does not count. */
export class Patience {
  readonly #milliseconds: number;
  readonly #onSilence: () => void;
  #timer: NodeJS.Timeout | null = null;
  #held = 0;
  #over = false;

  constructor(seconds: number, onSilence: () => void) {
    this.#milliseconds = seconds * 1000;
    this.#onSilence = onSilence;
    this.renew();
  }

  /** The server said something. */
  renew(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = this.#over || this.#held > 0 ? null : setTimeout(this.#onSilence, this.#milliseconds);
  }

  /** Runs what waits for a person. */
  async whileAsking<T>(question: () => Promise<T>): Promise<T> {
    this.#held++;
    this.renew();
    try {
      return await question();
    } finally {
      this.#held--;
      this.renew();
    }
  }

  end(): void {
    this.#over = true;
    this.renew();
  }
}
