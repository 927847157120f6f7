import { timingSafeEqual } from 'node:crypto';
import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { chacha20orig } from '@noble/ciphers/chacha.js';

/** Bytes of the length before a packet, and of the tag behind it. */
export const LENGTH_BYTES = 4;
export const TAG_BYTES = 16;

/**
 * The cipher chacha20-poly1305@openssh.com (PROTOCOL.chacha20poly1305 in OpenSSH's source tree), one direction of it: two keys, one for
 * lengths and one for the rest, with the packet's number as the nonce. `key` has 64 bytes.
 */
export class ChaChaPoly {
  readonly #main: Uint8Array;
  readonly #length: Uint8Array;

  constructor(key: Uint8Array) {
    this.#main = Uint8Array.from(key.subarray(0, 32));
    this.#length = Uint8Array.from(key.subarray(32, 64));
  }

  /** Takes a packet with its length before it; gives it sealed, with the tag behind it. */
  seal(packet: Uint8Array, number: number): Buffer {
    const nonce = nonceOf(number);
    const sealed = Buffer.allocUnsafeSlow(packet.length + TAG_BYTES);
    sealed.set(chacha20orig(this.#length, nonce, packet.subarray(0, LENGTH_BYTES)));
    // The library is twice as fast where both ends lie on words, as they do behind the four bytes of the length.
    const open = Uint8Array.from(packet.subarray(LENGTH_BYTES));
    chacha20orig(this.#main, nonce, open, sealed.subarray(LENGTH_BYTES, packet.length), 1);
    sealed.set(this.#tag(nonce, sealed.subarray(0, packet.length)), packet.length);
    return sealed;
  }

  /** The length of a packet whose first four bytes have arrived. It is not authentic before `open` has taken the whole. */
  openLength(sealed: Uint8Array, number: number): number {
    const [a = 0, b = 0, c = 0, d = 0] = chacha20orig(this.#length, nonceOf(number), Uint8Array.from(sealed.subarray(0, LENGTH_BYTES)));
    return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  }

  /** Takes a whole sealed packet with its length and tag; gives what lies between them, or null where it is not authentic. */
  open(sealed: Uint8Array, number: number): Buffer | null {
    const nonce = nonceOf(number);
    const end = sealed.length - TAG_BYTES;
    if (!timingSafeEqual(this.#tag(nonce, sealed.subarray(0, end)), sealed.subarray(end))) return null;
    const opened = Buffer.allocUnsafeSlow(end - LENGTH_BYTES);
    chacha20orig(this.#main, nonce, sealed.subarray(LENGTH_BYTES, end), opened, 1);
    return opened;
  }

  #tag(nonce: Uint8Array, sealed: Uint8Array): Uint8Array {
    return poly1305(sealed, chacha20orig(this.#main, nonce, new Uint8Array(32)));
  }
}

/** The number as 64 bits, big-endian. */
function nonceOf(number: number): Uint8Array {
  return Uint8Array.of(0, 0, 0, 0, number >>> 24, number >>> 16, number >>> 8, number);
}
