import { expect, it } from 'vitest';
import { bitsOfDigits, commonBits, digitsOf, turned } from './mode-bits.ts';

it.each([
  [[0o644], '644'],
  [[0o644, 0o755], '???'],
  [[0o640, 0o600], '6?0'],
  [[0o700, null], 'xxx'],
])('files with the bits %o agree on %s', (modes, digits) => {
  expect(digitsOf(commonBits(modes.map((mode) => ({ mode }))))).toBe(digits);
});

it.each(['644', 'x4x', 'xxx', '700'])('%s is read and written', (digits) => expect(digitsOf(bitsOfDigits(digits)!)).toBe(digits));
it.each(['', '64', '6444', '8xx', '6?4'])('“%s” is not read', (digits) => expect(bitsOfDigits(digits)).toBeNull());

it('turns a bit on, off and, where it may, back to what each file has', () => {
  const kept = { mask: 0, bits: 0 };
  const on = turned(kept, 0o400, true);
  expect(on).toEqual({ mask: 0o400, bits: 0o400 });
  const off = turned(on, 0o400, true);
  expect(off).toEqual({ mask: 0o400, bits: 0 });
  expect(turned(off, 0o400, true)).toEqual(kept);
  expect(turned(off, 0o400, false)).toEqual(on);
});
