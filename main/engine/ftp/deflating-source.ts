import { createDeflate } from 'node:zlib';
import type { ByteSource } from '../session/bytes.ts';

const chunkBytes = 65_536;

/** Packs what a source gives for MODE Z, into one zlib stream (RFC 1950) with its proper end. */
export class DeflatingSource implements ByteSource {
  readonly size = null;
  /** Bytes taken from the source. */
  count = 0;
  readonly #source: ByteSource;
  readonly #deflate = createDeflate({ chunkSize: chunkBytes });
  #parts: AsyncIterator<Buffer> | null = null;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: ByteSource) {
    this.#source = source;
  }

  async read(into: Uint8Array): Promise<number> {
    if (this.#parts === null) {
      this.#parts = (this.#deflate as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
      this.#feed().catch((failure: unknown) => this.#deflate.destroy(failure as Error));
    }
    while (this.#rest.length === 0) {
      const { done, value } = await this.#parts.next();
      if (done === true) return 0;
      this.#rest = value;
    }
    const part = this.#rest.subarray(0, into.length);
    into.set(part);
    this.#rest = this.#rest.subarray(part.length);
    return part.length;
  }

  /** Gives everything up. */
  close(): void {
    this.#deflate.destroy();
  }

  async #feed(): Promise<void> {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const count = await this.#source.read(buffer);
      if (count === 0) break;
      this.count += count;
      await new Promise<void>((resolve, reject) => {
        this.#deflate.write(buffer.subarray(0, count), (error) => (error ? reject(error) : resolve()));
      });
    }
    this.#deflate.end();
  }
}
