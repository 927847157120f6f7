import { packet } from './codes.ts';

export interface PacketReceiver {
  /** One packet from its type byte on. A view that is valid only during the call. */
  onPacket(bytes: Buffer): void;
  /** Where the bytes of a DATA reply go that comes in pieces; at least `length` long. Null leaves it to `onPacket`. */
  dataTarget(id: number, length: number): Buffer | null;
  /** The target that `dataTarget` gave holds `length` bytes now. */
  onTargetFull(id: number, length: number): void;
}

/** A server that answers with more than this in one packet is not a sound one; OpenSSH's own limit is 256 KiB. */
const LONGEST_PACKET = 4 * 1024 * 1024;
const DATA_HEAD = 13;

/** A packet that is longer than any sound server's. */
export class PacketTooLong extends Error {
  override readonly name = 'PacketTooLong';
}

/**
 * Cuts the bytes of an SFTP channel into packets (draft-ietf-secsh-filexfer-02 section 3). File data goes straight into the reader's
 * own memory and is copied once.
 */
export class PacketStream {
  readonly #receiver: PacketReceiver;
  /** A packet that is being gathered: its first bytes, then the whole of it. */
  #gathered = Buffer.allocUnsafe(1024);
  #have = 0;
  #target: Buffer | null = null;
  #targetId = 0;
  #targetLength = 0;
  #filled = 0;

  constructor(receiver: PacketReceiver) {
    this.#receiver = receiver;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#target !== null) at = this.#fill(chunk, at);
      else if (this.#have > 0) at = this.#gather(chunk, at);
      else at = this.#start(chunk, at);
    }
  }

  #fill(chunk: Buffer, at: number): number {
    const target = this.#target as Buffer;
    const end = Math.min(chunk.length, at + this.#targetLength - this.#filled);
    target.set(end - at === chunk.length ? chunk : chunk.subarray(at, end), this.#filled);
    this.#filled += end - at;
    if (this.#filled === this.#targetLength) {
      this.#target = null;
      this.#receiver.onTargetFull(this.#targetId, this.#targetLength);
    }
    return end;
  }

  #start(chunk: Buffer, at: number): number {
    const rest = chunk.length - at;
    if (rest >= 4) {
      const length = checkedLength(chunk.readUInt32BE(at));
      if (rest >= 4 + length) {
        this.#receiver.onPacket(chunk.subarray(at + 4, at + 4 + length));
        return at + 4 + length;
      }
      if (rest >= DATA_HEAD && chunk[at + 4] === packet.DATA && this.#aim(chunk, at, length)) return at + DATA_HEAD;
    }
    return this.#gather(chunk, at);
  }

  /** Takes bytes until the packet is whole, or until its head shows that it is file data with a place to go. */
  #gather(chunk: Buffer, start: number): number {
    let at = this.#take(chunk, start, 4);
    if (this.#have < 4) return at;
    const length = checkedLength(this.#gathered.readUInt32BE(0));
    at = this.#take(chunk, at, Math.min(DATA_HEAD, 4 + length));
    if (this.#have < Math.min(DATA_HEAD, 4 + length)) return at;
    if (this.#have === DATA_HEAD && this.#gathered[4] === packet.DATA && this.#aim(this.#gathered, 0, length)) {
      this.#have = 0;
      return at;
    }
    at = this.#take(chunk, at, 4 + length);
    if (this.#have === 4 + length) {
      this.#have = 0;
      const whole = this.#gathered;
      this.#receiver.onPacket(whole.subarray(4, 4 + length));
    }
    return at;
  }

  #take(chunk: Buffer, at: number, until: number): number {
    if (until > this.#gathered.length) {
      const larger = Buffer.allocUnsafe(until);
      larger.set(this.#gathered.subarray(0, this.#have));
      this.#gathered = larger;
    }
    const end = Math.min(chunk.length, at + Math.max(0, until - this.#have));
    this.#gathered.set(chunk.subarray(at, end), this.#have);
    this.#have += end - at;
    return end;
  }

  #aim(bytes: Buffer, at: number, packetLength: number): boolean {
    const id = bytes.readUInt32BE(at + 5);
    const length = bytes.readUInt32BE(at + 9);
    if (length === 0 || length !== packetLength - 9) return false;
    this.#target = this.#receiver.dataTarget(id, length);
    this.#targetId = id;
    this.#targetLength = length;
    this.#filled = 0;
    return this.#target !== null;
  }
}

function checkedLength(length: number): number {
  if (length < 1 || length > LONGEST_PACKET) throw new PacketTooLong(`A packet of ${length} bytes.`);
  return length;
}
