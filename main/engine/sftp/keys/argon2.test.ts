import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { argon2, type Argon2Kind } from './argon2.ts';
import { blake2b } from './blake2b.ts';

describe('blake2b', () => {
  it('gives the sum of “abc” of RFC 7693, appendix A', () => {
    expect(blake2b(Buffer.from('abc'), 64).toString('hex')).toBe(
      'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
    );
  });

  it('takes nothing, whole blocks and a byte more', () => {
    const sums = [0, 1, 127, 128, 129, 256, 257].map((length) => blake2b(Buffer.alloc(length, 7), 64).toString('hex'));
    expect(new Set(sums).size).toBe(sums.length);
    expect(createHash('sha256').update(sums.join()).digest('hex')).toBe('3b9225a158a743358bc30e6ffcb75c9b1581fa6bfa2b9c17a1bb1cd13b9eb7e5');
  });
});

describe('argon2', () => {
  // RFC 9106, section 5.
  it.each<[Argon2Kind, string]>([
    ['argon2d', '512b391b6f1162975371d30919734294f868e3be3984f3c1a13a4db9fabe4acb'],
    ['argon2i', 'c814d9d1dc7f37aa13f0d77f2494bda1c8de6b016dd388d29952a4c4672b6ce8'],
    ['argon2id', '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659'],
  ])('gives the tag of the RFC for %s', async (kind, tag) => {
    const out = await argon2({
      kind, password: Buffer.alloc(32, 1), salt: Buffer.alloc(16, 2), secret: Buffer.alloc(8, 3), associated: Buffer.alloc(12, 4), memory: 32, passes: 3, lanes: 4, length: 32,
    });
    expect(out.toString('hex')).toBe(tag);
  });
});
