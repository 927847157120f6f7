import { getDiffieHellman } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { FiniteFieldExchange, fromBytes } from './finite-field-exchange.ts';
import { modpPrime } from './modp-groups.ts';

/** By their first digits: 8 bytes in all of them; the fifth word and the 64 ones at the end come from pi and the rest of the formula. */
const ends: Readonly<Record<number, string>> = {
  1024: '49286651ece65381ffffffffffffffff',
  2048: '15728e5a8aacaa68ffffffffffffffff',
  3072: '4b82d120a93ad2caffffffffffffffff',
  4096: '4df435c934063199ffffffffffffffff',
  6144: '043e8f663f4860ee12bf2d5b0b7474d6e694f91e6dcc4024ffffffffffffffff',
  8192: '60c980dd98edd3dfffffffffffffffff',
};

describe('an exchange over a finite field', () => {
  it.each(Object.entries(ends))('has the prime of %s bits by RFC 3526', (bits, end) => {
    const hex = modpPrime(Number(bits)).toString(16);
    expect(hex).toHaveLength(Number(bits) / 4);
    expect(hex).toMatch(/^ffffffffffffffffc90fdaa22168c234/u);
    expect(hex.endsWith(end)).toBe(true);
  });

  it('comes to the same secret as Node’s own class', () => {
    const theirs = getDiffieHellman('modp14');
    const ours = new FiniteFieldExchange(modpPrime(2048), 2n);
    expect(fromBytes(theirs.getPrime())).toBe(modpPrime(2048));
    const shown = theirs.generateKeys();
    expect(ours.computeSecret(shown).toString('hex')).toBe(theirs.computeSecret(ours.generateKeys()).toString('hex').replace(/^(?:00)+/u, ''));
  });

  it('takes no group and no public value that gives the secret away', () => {
    const prime = modpPrime(1024);
    expect(() => new FiniteFieldExchange(prime >> 1n, 2n)).toThrow('1023 bits');
    expect(() => new FiniteFieldExchange(prime - 1n, 2n)).toThrow('none to exchange keys in');
    expect(() => new FiniteFieldExchange(prime, 1n)).toThrow('generator');
    const exchange = new FiniteFieldExchange(prime, 2n);
    for (const value of [0n, 1n, prime - 1n, prime]) {
      expect(() => exchange.computeSecret(Buffer.from(value.toString(16).padStart(256, '0'), 'hex'))).toThrow('not within the group');
    }
  });
});
