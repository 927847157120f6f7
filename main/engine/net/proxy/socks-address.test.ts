import { expect, it } from 'vitest';
import { bytesOfIPv6, socks5Address } from './socks-address.ts';

it.each([
  ['::', '00000000000000000000000000000000'],
  ['::1', '00000000000000000000000000000001'],
  ['fe80::1%eth0', 'fe800000000000000000000000000001'],
  ['2001:db8:0:1:2:3:4:5', '20010db8000000010002000300040005'],
  ['2001:db8::', '20010db8000000000000000000000000'],
  ['::ffff:192.0.2.7', '00000000000000000000ffffc0000207'],
])('writes %s in sixteen bytes', (address, hex) => {
  expect(bytesOfIPv6(address).toString('hex')).toBe(hex);
});

it('writes addresses as such, and names with their length', () => {
  expect([...socks5Address('192.0.2.1')]).toEqual([1, 192, 0, 2, 1]);
  expect(socks5Address('::1')[0]).toBe(4);
  expect(socks5Address('a.test').toString('latin1')).toBe('\x03\x06a.test');
});
