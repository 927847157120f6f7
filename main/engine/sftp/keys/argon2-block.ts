/** 32-bit words of a block of 1024 bytes: low and high half of each of its 128 words of 64 bits, by turns. */
export const BLOCK_WORDS = 256;

const mixed = new Int32Array(BLOCK_WORDS);

/**
 * The compression function G of Argon2 (RFC 9106 section 3.5): `to` becomes G(x, y), xored with what it was where `over` is set. All
 * numbers count words within `memory`.
 */
export function compressBlock(memory: Int32Array, x: number, source: Int32Array, y: number, to: number, over: boolean): void {
  for (let at = 0; at < BLOCK_WORDS; at++) {
    const both = memory[x + at]! ^ source[y + at]!;
    mixed[at] = both;
    memory[to + at] = over ? memory[to + at]! ^ both : both;
  }
  for (let row = 0; row < 8; row++) permute(row * 32, 2, 4);
  for (let column = 0; column < 8; column++) permute(column * 4, 2, 32);
  for (let at = 0; at < BLOCK_WORDS; at++) memory[to + at] = memory[to + at]! ^ mixed[at]!;
}

/** The permutation P (section 3.6) over eight pairs of words, which lie `stride` apart; the words of a pair lie `inner` apart. */
function permute(start: number, inner: number, stride: number): void {
  const at = (index: number): number => start + (index >> 1) * stride + (index & 1) * inner;
  const v0 = at(0), v1 = at(1), v2 = at(2), v3 = at(3), v4 = at(4), v5 = at(5), v6 = at(6), v7 = at(7);
  const v8 = at(8), v9 = at(9), v10 = at(10), v11 = at(11), v12 = at(12), v13 = at(13), v14 = at(14), v15 = at(15);
  quarter(v0, v4, v8, v12);
  quarter(v1, v5, v9, v13);
  quarter(v2, v6, v10, v14);
  quarter(v3, v7, v11, v15);
  quarter(v0, v5, v10, v15);
  quarter(v1, v6, v11, v12);
  quarter(v2, v7, v8, v13);
  quarter(v3, v4, v9, v14);
}

function quarter(a: number, b: number, c: number, d: number): void {
  half(a, b, d, 32);
  half(c, d, b, 24);
  half(a, b, d, 16);
  half(c, d, b, 63);
}

/** sum ← sum + other + 2·low(sum)·low(other), then turned ← (turned xor sum) turned right by `bits`. */
function half(sum: number, other: number, turned: number, bits: number): void {
  const p = mixed[sum]!;
  const q = mixed[other]!;
  // The product of two words of 32 bits by halves of 16, each of which fits a double exactly.
  const p0 = p & 0xffff, p1 = p >>> 16, q0 = q & 0xffff, q1 = q >>> 16;
  const middle = p0 * q1 + ((p0 * q0) >>> 16);
  const upper = p1 * q0 + (middle & 0xffff);
  const productHigh = (p1 * q1 + Math.floor(middle / 65536) + Math.floor(upper / 65536)) | 0;
  const productLow = Math.imul(p, q);
  const low = (p >>> 0) + (q >>> 0) + ((productLow << 1) >>> 0);
  const high = (mixed[sum + 1]! + mixed[other + 1]! + ((productHigh << 1) | (productLow >>> 31)) + Math.floor(low / 2 ** 32)) | 0;
  mixed[sum] = low | 0;
  mixed[sum + 1] = high;
  const l = mixed[turned]! ^ mixed[sum]!;
  const h = mixed[turned + 1]! ^ high;
  switch (bits) {
    case 32:
      mixed[turned] = h;
      mixed[turned + 1] = l;
      break;
    case 63:
      mixed[turned] = (l << 1) | (h >>> 31);
      mixed[turned + 1] = (h << 1) | (l >>> 31);
      break;
    default:
      mixed[turned] = (l >>> bits) | (h << (32 - bits));
      mixed[turned + 1] = (h >>> bits) | (l << (32 - bits));
  }
}
