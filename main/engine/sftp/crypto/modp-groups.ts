/** By the number of bits: what is added so that the prime is safe (RFC 2409 section 6.2, RFC 3526). */
const additions: Readonly<Record<number, number>> = { 1024: 129_093, 2048: 124_476, 3072: 1_690_314, 4096: 240_904, 6144: 929_484, 8192: 4_743_158 };
const primes = new Map<number, bigint>();

/** The prime of the MODP group of so many bits: 2^n - 2^(n-64) - 1 + 2^64 * (floor(2^(n-130) * pi) + k). Its generator is 2. */
export function modpPrime(bits: number): bigint {
  const known = primes.get(bits);
  if (known !== undefined) return known;
  const addition = additions[bits];
  if (addition === undefined) throw new RangeError(`There is no MODP group of ${bits} bits.`);
  const n = BigInt(bits);
  const prime = (1n << n) - (1n << (n - 64n)) - 1n + ((piTimesPowerOfTwo(n - 130n) + BigInt(addition)) << 64n);
  primes.set(bits, prime);
  return prime;
}

/** floor(pi * 2^bits) by Machin's formula, with more digits on the way than the sum of its errors. */
function piTimesPowerOfTwo(bits: bigint): bigint {
  const spare = 64n;
  const one = 1n << (bits + spare);
  return (16n * arcCotangent(5n, one) - 4n * arcCotangent(239n, one)) >> spare;
}

function arcCotangent(of: bigint, one: bigint): bigint {
  let power = one / of;
  let sum = power;
  let sign = -1n;
  for (let n = 3n; power > 0n; n += 2n) {
    power /= of * of;
    sum += (sign * power) / n;
    sign = -sign;
  }
  return sum;
}
