import { isIPv4, isIPv6 } from 'node:net';

/** The four bytes of an IPv4 address. */
export function bytesOfIPv4(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

/** The sixteen bytes of an IPv6 address (RFC 4291 section 2.2), be it with `::` or with an IPv4 address at its end. A zone is left out. */
export function bytesOfIPv6(address: string): Buffer {
  const [plain = ''] = address.split('%');
  const tail = plain.slice(plain.lastIndexOf(':') + 1);
  const four = isIPv4(tail) ? bytesOfIPv4(tail) : null;
  const text = four === null ? plain : `${plain.slice(0, plain.length - tail.length)}${four.readUInt16BE(0).toString(16)}:${four.readUInt16BE(2).toString(16)}`;
  const [head = '', rest] = text.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = rest === undefined || rest === '' ? [] : rest.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const bytes = Buffer.alloc(16);
  for (const [index, group] of [...before, ...zeros, ...after].entries()) bytes.writeUInt16BE(Number.parseInt(group, 16), index * 2);
  return bytes;
}

/** An address as SOCKS5 writes it (RFC 1928 section 5): its kind, then itself. A name goes as it is, so that the proxy looks it up. */
export function socks5Address(host: string): Buffer {
  if (isIPv4(host)) return Buffer.concat([Buffer.of(1), bytesOfIPv4(host)]);
  if (isIPv6(host)) return Buffer.concat([Buffer.of(4), bytesOfIPv6(host)]);
  const name = Buffer.from(host);
  return Buffer.concat([Buffer.of(3, name.length), name]);
}

export function portBytes(port: number): Buffer {
  return Buffer.of(port >> 8, port & 255);
}
