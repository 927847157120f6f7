import { expect, test } from 'vitest';
import { fromBytes, toBytes } from './name-bytes.ts';

test('text that is UTF-8 stays as it is', () => {
  expect(fromBytes(Buffer.from('Grüße 🚢 �.txt'))).toBe('Grüße 🚢 �.txt');
  expect(toBytes('Grüße 🚢').toString('utf8')).toBe('Grüße 🚢');
});

test.each([
  ['Latin-1', [0x47, 0x72, 0xfc, 0xdf, 0x65], 'Gr\udcfc\udcdfe'],
  ['a cut sequence', [0x61, 0xe2, 0x82], 'a\udce2\udc82'],
  ['an encoded surrogate', [0xed, 0xb2, 0x80], '\udced\udcb2\udc80'],
  ['an overlong slash', [0xc0, 0xaf], '\udcc0\udcaf'],
  ['good beside bad', [0xc3, 0xbc, 0xff, 0x62], 'ü\udcffb'],
])('%s goes back byte for byte', (_, bytes, text) => {
  expect(fromBytes(Buffer.from(bytes))).toBe(text);
  expect([...toBytes(text)]).toEqual(bytes);
});

test('every single byte survives', () => {
  const all = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  expect(toBytes(fromBytes(all)).equals(all)).toBe(true);
});
