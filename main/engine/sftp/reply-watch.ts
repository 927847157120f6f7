/**
 * Notices a server that owes an answer and gives no sign of life: neither a byte from it nor room for a byte to it for as long as the
 * user set. While nothing is owed it costs nothing.
 */
export class ReplyWatch {
  readonly #patience: number;
  readonly #onSilence: () => void;
  #timer: NodeJS.Timeout | null = null;
  #owed = 0;
  #lastLife = 0;
  #held = 0;

  constructor(seconds: number, onSilence: () => void) {
    this.#patience = seconds * 1000;
    this.#onSilence = onSilence;
  }

  /** How many answers are owed. */
  expect(owed: number): void {
    if (this.#owed === 0 && owed > 0) {
      this.sawLife();
      if (this.#timer === null) this.#arm(this.#patience);
    }
    this.#owed = owed;
  }

  /** Waits as long as it takes while the work runs, since the server is busy with its disk; keep-alives tell whether it lives. */
  async duringSlow<T>(work: () => Promise<T>): Promise<T> {
    this.#held++;
    try {
      return await work();
    } finally {
      this.#held--;
      this.sawLife();
    }
  }

  sawLife(): void {
    this.#lastLife = performance.now();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#owed = 0;
  }

  /** One timer is moved on when it fires instead of at every packet. */
  #arm(wait: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#owed === 0) return;
      const left = this.#lastLife + this.#patience - performance.now();
      if (this.#held > 0) this.#arm(this.#patience);
      else if (left <= 0) this.#onSilence();
      else this.#arm(left);
    }, wait);
  }
}
