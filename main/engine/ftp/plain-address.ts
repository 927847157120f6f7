import { BlockList, isIPv6 } from 'node:net';

/** An IPv4 address on a socket for both families (RFC 4291 section 2.5.5.2) as the plain one that it is. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/iu, '');
}

const privateNetworks = new BlockList();
for (const [network, bits] of [['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['169.254.0.0', 16], ['127.0.0.0', 8], ['100.64.0.0', 10]] as const) privateNetworks.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [['::1', 128], ['fc00::', 7], ['fe80::', 10]] as const) privateNetworks.addSubnet(network, bits, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether the address means something in its own network only (RFC 1918, RFC 3927, RFC 6598, RFC 4193, RFC 4291). */
export function isPrivate(address: string): boolean {
  return isIn(privateNetworks, address);
}

/** Whether the address is this machine's own. */
export function isLoopback(address: string): boolean {
  return isIn(loopback, address);
}

function isIn(list: BlockList, address: string): boolean {
  const plain = plainAddress(address).replace(/%.*$/u, '');
  return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}
