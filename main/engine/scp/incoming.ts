import type { Execution } from './execution.ts';

/** What scp writes to its standard output, taken piece by piece with back-pressure. */
export class Incoming {
  readonly #execution: Execution;
  readonly #chunks: Buffer[] = [];
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(execution: Execution) {
    this.#execution = execution;
    execution.channel.on('data', (chunk: Buffer) => {
      execution.noteLife();
      this.#chunks.push(chunk);
      execution.channel.pause();
      this.#wake();
    });
    const end = (): void => {
      this.#ended = true;
      this.#wake();
    };
    execution.channel.on('end', end);
    void execution.closed.then(end);
  }

  /** The next bytes, at most so many; null at the end. Rejects when the execution is given up. */
  async take(most: number): Promise<Buffer | null> {
    while (this.#chunks.length === 0) {
      if (this.#ended) return null;
      const woken = new Promise<void>((resolve) => (this.#wake = resolve));
      this.#execution.channel.resume();
      await Promise.race([woken, this.#execution.given]);
    }
    const first = this.#chunks[0] ?? Buffer.alloc(0);
    if (first.length <= most) this.#chunks.shift();
    else this.#chunks[0] = first.subarray(most);
    return first.subarray(0, most);
  }

  /** One byte; null at the end. */
  async byte(): Promise<number | null> {
    return (await this.take(1))?.[0] ?? null;
  }

  /** Rejects with how the command ended, behind its last byte. */
  async whyEnded(): Promise<never> {
    await this.#execution.finish([]);
    throw new Error('No status of an end is fine here.');
  }

  /** Up to the next line feed, without it; null where the stream ends or runs on before one. */
  async line(most: number): Promise<Buffer | null> {
    const parts: number[] = [];
    while (parts.length < most) {
      const byte = await this.byte();
      if (byte === null) return null;
      if (byte === 10) return Buffer.from(parts);
      parts.push(byte);
    }
    return null;
  }
}
