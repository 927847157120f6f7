/** A reply whose fields do not fit into its length. */
export class MalformedReply extends Error {
  override readonly name = 'MalformedReply';
}

/** Reads the fields of one packet in order. Throws `MalformedReply` where it ends too early. */
export class ReplyReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, start = 0) {
    this.#bytes = bytes;
    this.#at = start;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  uint32(): number {
    const at = this.#take(4);
    return this.#bytes.readUInt32BE(at);
  }

  /** Exact up to 2^53, about 9 PB. */
  uint64(): number {
    const at = this.#take(8);
    return this.#bytes.readUInt32BE(at) * 2 ** 32 + this.#bytes.readUInt32BE(at + 4);
  }

  /** A view into the packet. */
  bytes(): Buffer {
    const length = this.uint32();
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }

  text(): string {
    return this.bytes().toString('utf8');
  }

  /** A view of everything that is left. */
  rest(): Buffer {
    const at = this.#take(this.#bytes.length - this.#at);
    return this.#bytes.subarray(at);
  }

  #take(count: number): number {
    const at = this.#at;
    if (at + count > this.#bytes.length) throw new MalformedReply(`A field of ${count} bytes goes past the end of the packet.`);
    this.#at = at + count;
    return at;
  }
}
