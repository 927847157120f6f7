import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Group } from './finite-field-exchange.ts';

/** The thread's own file: bundled beside this one, or where the sources lie. */
const entry = import.meta.filename.endsWith('.ts') ? join(import.meta.dirname, '../../../../app/exchange-worker.ts') : join(import.meta.dirname, 'exchange-worker.js');

/**
 * One Diffie-Hellman exchange over a finite field in a thread of its own: each of its two steps takes tens of milliseconds,
 * in which no session of the engine has to wait. Both calls reject for a group or a public value that would give the secret away.
 */
export class ExchangeThread {
  readonly #worker: Worker;
  readonly #public: Promise<Buffer>;

  constructor(group: Group) {
    this.#worker = new Worker(entry, { workerData: group });
    this.#public = this.#answer();
  }

  publicValue(): Promise<Buffer> {
    return this.#public;
  }

  async secret(otherPublic: Uint8Array): Promise<Buffer> {
    await this.#public;
    this.#worker.postMessage(otherPublic);
    return this.#answer();
  }

  /** Ends the thread; what is still computed then is lost. */
  end(): void {
    void this.#worker.terminate();
  }

  async #answer(): Promise<Buffer> {
    const [bytes] = (await once(this.#worker, 'message')) as [Uint8Array];
    return Buffer.from(bytes);
  }
}
