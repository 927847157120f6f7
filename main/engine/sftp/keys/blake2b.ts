/** The initial state: the first 64 bits of the fractions of the square roots of the first eight primes. */
const start: readonly bigint[] = [
  0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
];
/** Which words of the block each round takes, as hexadecimal digits; the last two rounds are the first two again. */
const order: readonly string[] = [
  '0123456789abcdef', 'ea489fd61c02b753', 'b8c052fdae367194', '7931dcbe265a40f8', '905724afe1bc683d',
  '2c6a0b834d75fe19', 'c51fed4a0763928b', 'db7ec13950f4862a', '6fe9b308c2d714a5', 'a2847615fb9e3cd0',
];
const BLOCK = 128;
const ROUNDS = 12;

const word64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const turn = (value: bigint, bits: bigint): bigint => word64((value >> bits) | (value << (64n - bits)));

/**
 * BLAKE2b without a key (RFC 7693), of 1 to 64 bytes. Electron's crypto lacks it, and Argon2 is built on it. Made for a few kilobytes:
 * it is not fast.
 */
export function blake2b(input: Buffer, length: number): Buffer {
  const state = [...start];
  state[0] = state[0]! ^ 0x0101_0000n ^ BigInt(length);
  const last = Math.max(0, Math.ceil(input.length / BLOCK) - 1);
  for (let index = 0; index <= last; index++) {
    const block = Buffer.alloc(BLOCK);
    input.copy(block, 0, index * BLOCK, (index + 1) * BLOCK);
    compress(state, block, index === last ? input.length : (index + 1) * BLOCK, index === last);
  }
  const out = Buffer.alloc(64);
  state.forEach((value, index) => out.writeBigUInt64LE(value, index * 8));
  return out.subarray(0, length);
}

function compress(state: bigint[], block: Buffer, count: number, final: boolean): void {
  const work = [...state, ...start];
  work[12] = work[12]! ^ BigInt(count);
  if (final) work[14] = word64(~work[14]!);
  const message = Array.from({ length: 16 }, (_, index) => block.readBigUInt64LE(index * 8));
  for (let round = 0; round < ROUNDS; round++) {
    const picks = order[round % 10]!;
    const pick = (at: number): bigint => message[Number.parseInt(picks[at]!, 16)]!;
    for (let column = 0; column < 4; column++) mix(work, column, 4 + column, 8 + column, 12 + column, pick(2 * column), pick(2 * column + 1));
    for (let diagonal = 0; diagonal < 4; diagonal++) {
      mix(work, diagonal, 4 + ((diagonal + 1) % 4), 8 + ((diagonal + 2) % 4), 12 + ((diagonal + 3) % 4), pick(8 + 2 * diagonal), pick(9 + 2 * diagonal));
    }
  }
  for (let index = 0; index < 8; index++) state[index] = state[index]! ^ work[index]! ^ work[index + 8]!;
}

function mix(v: bigint[], a: number, b: number, c: number, d: number, x: bigint, y: bigint): void {
  v[a] = word64(v[a]! + v[b]! + x);
  v[d] = turn(v[d]! ^ v[a]!, 32n);
  v[c] = word64(v[c]! + v[d]!);
  v[b] = turn(v[b]! ^ v[c]!, 24n);
  v[a] = word64(v[a]! + v[b]! + y);
  v[d] = turn(v[d]! ^ v[a]!, 16n);
  v[c] = word64(v[c]! + v[d]!);
  v[b] = turn(v[b]! ^ v[c]!, 63n);
}
