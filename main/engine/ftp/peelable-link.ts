import { Duplex } from 'node:stream';
import type { Link } from '../net/link.ts';

type Done = (error?: Error | null) => void;

const headerBytes = 5;
/** The types of TLS records (RFC 8446 section 5.1); an FTP reply begins with a digit. */
const isRecordType = (byte: number): boolean => byte >= 20 && byte <= 24;

/**
 * Carries TLS over a link and can be peeled off it again, so that the link goes on in plain (CCC, RFC 2228 section 3). A `TLSSocket` on the
 * socket itself takes its handle for good. Records are followed by their lengths, so that what the server sends in plain right behind its
 * last record is never taken for TLS. Emits `lost` at the end of the link itself.
 */
export class PeelableLink extends Duplex {
  readonly #link: Link;
  readonly #listeners: readonly (readonly [string, (...values: never[]) => void])[];
  /** Bytes of the present record that have not come yet. */
  #missing = 0;
  #header: Buffer = Buffer.alloc(0);
  #peeling = false;
  #plain: Buffer[] = [];
  #onPlain: () => void = () => undefined;

  constructor(link: Link) {
    super({ allowHalfOpen: true });
    this.#link = link;
    this.#listeners = [
      // basic-ftp has sockets give text, in which each character is a byte.
      ['data', (bytes: Buffer | string) => this.#take(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)],
      ['end', () => this.#end()],
      ['error', (error: Error) => this.destroy(error)],
      ['close', () => this.destroy()],
    ];
    for (const [name, listener] of this.#listeners) link.on(name, listener as () => void);
  }

  /** What comes in plain from here on is kept. Resolves when some has come. */
  peel(): Promise<void> {
    this.#peeling = true;
    return new Promise((resolve) => {
      this.#onPlain = resolve;
      if (this.#plain.length > 0) resolve();
    });
  }

  /** Lets go of the link, which is as it was before, with what came in plain at its front. */
  release(): Link {
    this.#peeling = true;
    this.#link.pause();
    for (const [name, listener] of this.#listeners) this.#link.removeListener(name, listener as () => void);
    const plain = Buffer.concat(this.#plain);
    if (plain.length > 0) this.#link.unshift(this.#link.readableEncoding === null ? plain : plain.toString('latin1'), 'latin1');
    return this.#link;
  }

  override _read(): void {
    this.#link.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#link.write(chunk, done);
  }

  override _final(done: Done): void {
    if (!this.#peeling) this.#link.end();
    done();
  }

  override _destroy(error: Error | null, done: Done): void {
    if (!this.#peeling) this.#link.destroy();
    done(error);
  }

  #end(): void {
    this.push(null);
    this.emit('lost');
  }

  #take(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#peeling && this.#missing === 0 && this.#header.length === 0 && !isRecordType(bytes[at] ?? 0)) {
        this.#plain.push(bytes.subarray(at));
        this.#onPlain();
        break;
      }
      if (this.#missing > 0) {
        const count = Math.min(this.#missing, bytes.length - at);
        this.#missing -= count;
        at += count;
        continue;
      }
      const part = bytes.subarray(at, at + headerBytes - this.#header.length);
      this.#header = Buffer.concat([this.#header, part]);
      at += part.length;
      if (this.#header.length < headerBytes) continue;
      this.#missing = this.#header.readUInt16BE(3);
      this.#header = Buffer.alloc(0);
    }
    if (at > 0 && !this.push(bytes.subarray(0, at))) this.#link.pause();
  }
}
