import { randomBytes } from 'node:crypto';
import { modpPrime } from './modp-groups.ts';

/** Twice the strength of the strongest cipher, which is what the exponent of a safe prime's group needs; the length of the prime is not. */
const EXPONENT_BYTES = 64;
/** RFC 4419 section 3 lets the server choose; below this it is broken, above it is an attack on patience. */
const FEWEST_BITS = 1024;
const MOST_BITS = 8192;
const WINDOW_BITS = 4;

/** A finite field to exchange keys in: a MODP group by its bits (RFC 3526), or what the server chose, as big-endian numbers (RFC 4419). */
export type Group = { readonly bits: number } | { readonly prime: Uint8Array; readonly generator: Uint8Array };

/** Begins an exchange in a group. Throws on one that would give the secret away. */
export function exchangeIn(group: Group): FiniteFieldExchange {
  return 'bits' in group ? new FiniteFieldExchange(modpPrime(group.bits), 2n) : new FiniteFieldExchange(fromBytes(group.prime), fromBytes(group.generator));
}

/**
 * One Diffie-Hellman exchange over a finite field (RFC 4253 section 8). In place of Node's class, which has BoringSSL test the prime at each
 * exchange and so holds its thread for up to 22 seconds; this takes some tens of milliseconds for the largest group.
 * Throws on a group or a public value that would give the secret away.
 */
export class FiniteFieldExchange {
  readonly #prime: bigint;
  readonly #generator: bigint;
  readonly #secret: bigint;

  constructor(prime: bigint, generator: bigint) {
    const bits = prime.toString(2).length;
    if (bits < FEWEST_BITS || bits > MOST_BITS || prime % 2n === 0n) throw new Error(`The server chose a group of ${bits} bits, which is none to exchange keys in.`);
    if (!isInside(generator, prime)) throw new Error('The server chose a group without a sound generator.');
    this.#prime = prime;
    this.#generator = generator;
    const bytes = randomBytes(EXPONENT_BYTES);
    // The same length each time, so that the time it takes says nothing of it.
    bytes[0] = (bytes[0] ?? 0) | 0x80;
    this.#secret = fromBytes(bytes);
  }

  /** The public value. */
  generateKeys(): Buffer {
    return toBytes(power(this.#generator, this.#secret, this.#prime));
  }

  computeSecret(otherPublic: Uint8Array): Buffer {
    const other = fromBytes(otherPublic);
    if (!isInside(other, this.#prime)) throw new Error('The server’s public value is not within the group.');
    const shared = power(other, this.#secret, this.#prime);
    if (!isInside(shared, this.#prime)) throw new Error('The server’s public value gives the secret away.');
    return toBytes(shared);
  }
}

/** 0, 1 and p-1 lead to secrets that everyone knows. */
function isInside(value: bigint, prime: bigint): boolean {
  return value > 1n && value < prime - 1n;
}

/** base ^ exponent mod modulus, some bits of the exponent at a time, with the same steps whatever they are. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const powers = [1n];
  for (let at = 1; at < 1 << WINDOW_BITS; at++) powers.push(((powers[at - 1] ?? 1n) * base) % modulus);
  let result = 1n;
  for (const digit of exponent.toString(1 << WINDOW_BITS)) {
    for (let bit = 0; bit < WINDOW_BITS; bit++) result = (result * result) % modulus;
    result = (result * (powers[Number.parseInt(digit, 1 << WINDOW_BITS)] ?? 1n)) % modulus;
  }
  return result;
}

export function fromBytes(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
}

function toBytes(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}
