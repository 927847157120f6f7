import { createCipheriv, createDecipheriv, randomFillSync, type CipherGCMTypes } from 'node:crypto';

const LENGTH_BYTES = 4;
const TAG_BYTES = 16;
/** Length and padding come in steps of this (RFC 5647 section 7.2). */
const BLOCK_BYTES = 16;
const LEAST_PADDING = 4;
/** RFC 4253 section 6.1, and what ssh2 allows. */
const LONGEST_PACKET = 35_000;
/** Smaller packets come cheaply from Node's own pool. */
const SMALL = 4 * 1024;
/** Random bytes for padding that are made at once. */
const PADDING_POOL = 4 * 1024;

/** What ssh2 calls for each packet that it sends, where it has chosen AES-GCM. The bytes before the payload and the padding behind it are `allocPacket`'s. */
export interface GcmSealing {
  outSeqno: number;
  readonly _onWrite: (bytes: Buffer) => void;
  readonly _encSSLName: string;
  readonly _encKey: Buffer;
  readonly _encIV: Buffer;
  allocPacket(payloadLength: number): Buffer;
  encrypt(packet: Buffer): void;
}

/** What ssh2 hands each chunk that arrives. A payload taken may mean that the rest is for the next cipher: then it says how far it came. */
export interface GcmOpening {
  inSeqno: number;
  _onPayload: (payload: Buffer) => number | false | undefined;
  readonly _decipherSSLName: string;
  readonly _decipherKey: Buffer;
  readonly _decipherIV: Buffer;
  decrypt(chunk: Buffer, from: number, end: number): number | undefined;
}

/** Has one of ssh2's ends of this cipher compose each large packet in the same memory, and take its padding from a store. */
export function sealGcm(end: GcmSealing): void {
  const iv = Buffer.from(end._encIV);
  const own = Buffer.allocUnsafeSlow(LENGTH_BYTES + LONGEST_PACKET);
  let free = true;
  const pool = Buffer.allocUnsafeSlow(PADDING_POOL);
  let poolAt = PADDING_POOL;
  const pad = (packet: Buffer, at: number): void => {
    const count = packet.length - at;
    if (poolAt + count > PADDING_POOL) {
      randomFillSync(pool);
      poolAt = 0;
    }
    pool.copy(packet, at, poolAt, poolAt + count);
    poolAt += count;
  };
  end.allocPacket = (payloadLength) => {
    const least = 1 + payloadLength + LEAST_PADDING;
    const length = least + ((BLOCK_BYTES - (least % BLOCK_BYTES)) % BLOCK_BYTES);
    const whole = LENGTH_BYTES + length;
    const reused = free && whole > SMALL && whole <= own.length;
    if (reused) free = false;
    const packet = reused ? own.subarray(0, whole) : Buffer.allocUnsafe(whole);
    packet.writeUInt32BE(length, 0);
    packet[LENGTH_BYTES] = length - 1 - payloadLength;
    pad(packet, LENGTH_BYTES + 1 + payloadLength);
    return packet;
  };
  end.encrypt = (packet) => {
    const cipher = createCipheriv(end._encSSLName as CipherGCMTypes, end._encKey, iv);
    const length = Buffer.from(packet.subarray(0, LENGTH_BYTES));
    cipher.setAAD(length);
    const sealed = cipher.update(packet.subarray(LENGTH_BYTES));
    cipher.final();
    if (packet.buffer === own.buffer) free = true;
    end._onWrite(length);
    end._onWrite(sealed);
    end._onWrite(cipher.getAuthTag());
    countOn(iv);
    end.outSeqno = (end.outSeqno + 1) >>> 0;
  };
  Object.assign(end, {
    free: () => {
      end.encrypt = () => undefined;
    },
  });
}

/** Has the end that opens what arrives open each packet with one call. Throws on a packet that is not authentic, which ends the connection. */
export function openGcm(end: GcmOpening): void {
  const iv = Buffer.from(end._decipherIV);
  /** A packet whose end has not come yet. */
  const begun = Buffer.allocUnsafeSlow(LENGTH_BYTES + LONGEST_PACKET + TAG_BYTES);
  let have = 0;
  const open = (bytes: Buffer, start: number, stop: number): Buffer => {
    const decipher = createDecipheriv(end._decipherSSLName as CipherGCMTypes, end._decipherKey, iv);
    const tag = stop - TAG_BYTES;
    decipher.setAAD(bytes.subarray(start, start + LENGTH_BYTES));
    decipher.setAuthTag(bytes.subarray(tag, stop));
    const packet = decipher.update(bytes.subarray(start + LENGTH_BYTES, tag));
    decipher.final();
    countOn(iv);
    end.inSeqno = (end.inSeqno + 1) >>> 0;
    const padding = packet[0] ?? 0;
    if (padding > packet.length - 1) throw new Error('Bad packet padding');
    return packet.subarray(1, packet.length - padding);
  };
  /** Adds to what has begun until it is `wanted` long. Returns how far it came. */
  const gather = (chunk: Buffer, at: number, until: number, wanted: number): number => {
    const stop = Math.min(until, at + wanted - have);
    begun.set(chunk.subarray(at, stop), have);
    have += stop - at;
    return stop;
  };
  end.decrypt = (chunk, from, until) => {
    let at = from;
    while (at < until) {
      let payload: Buffer;
      if (have === 0 && until - at >= LENGTH_BYTES && until - at >= wholeLength(chunk, at)) {
        const stop = at + wholeLength(chunk, at);
        payload = open(chunk, at, stop);
        at = stop;
      } else {
        if (have < LENGTH_BYTES) at = gather(chunk, at, until, LENGTH_BYTES);
        if (have < LENGTH_BYTES) return undefined;
        const whole = wholeLength(begun, 0);
        at = gather(chunk, at, until, whole);
        if (have < whole) return undefined;
        have = 0;
        payload = open(begun, 0, whole);
      }
      const handed = end._onPayload(payload);
      if (handed !== undefined) return handed === false ? at : handed;
    }
    return undefined;
  };
}

function wholeLength(bytes: Buffer, at: number): number {
  const length = bytes.readUInt32BE(at);
  if (length < BLOCK_BYTES || length > LONGEST_PACKET || length % BLOCK_BYTES !== 0) throw new Error('Bad packet length');
  return LENGTH_BYTES + length + TAG_BYTES;
}

/** Four fixed bytes, then a counter of eight (RFC 5647 section 7.1). */
function countOn(iv: Buffer): void {
  let at = iv.length - 1;
  while (at >= 4 && iv[at] === 0xff) iv[at--] = 0;
  if (at >= 4) iv[at] = (iv[at] ?? 0) + 1;
}
