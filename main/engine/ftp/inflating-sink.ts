import { createInflate } from 'node:zlib';
import type { ByteSink } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';

/** Unpacks what a data channel brings in MODE Z (a zlib stream, RFC 1950) and hands it on. */
export class InflatingSink implements ByteSink {
  /** Bytes handed on. */
  count = 0;
  readonly #inflate = createInflate({ chunkSize: 65_536 });
  readonly #path: string;
  readonly #drained: Promise<void>;
  #empty = true;

  /** `path` is what failures name. */
  constructor(sink: ByteSink, path: string) {
    this.#path = path;
    this.#drained = this.#drain(sink);
    this.#drained.catch(() => undefined);
  }

  write(bytes: Uint8Array): Promise<void> {
    this.#empty = false;
    const taken = new Promise<void>((resolve, reject) => {
      this.#inflate.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
    // What broke the unpacking says more than that it is broken; and what comes behind the end of the stream counts for nothing.
    return Promise.race([taken, this.#drained]).catch(async (error: unknown) => {
      await this.#drained;
      throw error;
    });
  }

  /** Nothing more comes. Rejects with `data-cut-short` when the compressed stream is not at its end, or its checksum is wrong. */
  async finish(): Promise<void> {
    // Some servers send nothing at all for an empty file.
    if (this.#empty) this.#inflate.destroy();
    else this.#inflate.end();
    if (!this.#empty) await this.#drained;
  }

  /** Gives everything up. */
  close(): void {
    this.#inflate.destroy();
  }

  async #drain(sink: ByteSink): Promise<void> {
    try {
      for await (const part of this.#inflate as AsyncIterable<Buffer>) {
        this.count += part.length;
        await sink.write(part);
      }
    } catch (thrown) {
      if (thrown instanceof Failure) throw thrown;
      throw Failure.of('data-cut-short', { path: this.#path, bytes: this.count }, (thrown as Error).message, thrown);
    }
  }
}
