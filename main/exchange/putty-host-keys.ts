import { createHash } from 'node:crypto';
import { type Imported, type ImportedHostKey, NOTHING_IMPORTED, type NotCarried } from './imported.ts';

/**
 * Host keys in PuTTY's form, which FileZilla keeps too (`~/.putty/sshhostkeys`): `ssh-ed25519@22:host 0x…,0x…`. The numbers are the key's own,
 * so that its blob (RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709, 4) and fingerprint are made from them. Null where no line is of that kind.
 */
export function readPuttyHostKeys(text: string): Imported | null {
  const hostKeys: ImportedHostKey[] = [];
  const notCarried: NotCarried[] = [];
  for (const line of text.split(/\r?\n/u)) {
    const parts = /^(?<type>[\w-]{1,40})@(?<port>\d{1,5}):(?<host>\S{1,255}) (?<key>[\w,]{1,20000})$/u.exec(line)?.groups;
    if (parts === undefined) continue;
    const { type = '', host = '', key = '' } = parts;
    const port = Number(parts['port']);
    const algorithm = type === 'rsa2' ? 'ssh-rsa' : type;
    const blob = blobOf(algorithm, key.split(','));
    if (blob === null || port < 1 || port > 65_535) notCarried.push({ where: `${host}:${port}`, reason: 'key-type', what: type });
    else hostKeys.push({ host, port, algorithm, fingerprint: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/u, '')}` });
  }
  return hostKeys.length + notCarried.length === 0 ? null : { ...NOTHING_IMPORTED, hostKeys, notCarried };
}

function blobOf(algorithm: string, parts: readonly string[]): Buffer | null {
  if (algorithm === 'ssh-rsa') {
    const [exponent, modulus] = parts.map(bytesOf);
    return parts.length !== 2 || !exponent || !modulus ? null : Buffer.concat([field('ssh-rsa'), field(positive(exponent)), field(positive(modulus))]);
  }
  if (algorithm === 'ssh-ed25519') {
    const [x, y] = parts.map(bytesOf);
    if (parts.length !== 2 || !x || !y || y.length > 32) return null;
    // RFC 8032, 5.1.2: y in little-endian order, with the lowest bit of x on top.
    const point = filled(y, 32).reverse();
    point[31]! |= ((x.at(-1) ?? 0) & 1) << 7;
    return Buffer.concat([field(algorithm), field(point)]);
  }
  const size = { 'ecdsa-sha2-nistp256': 32, 'ecdsa-sha2-nistp384': 48, 'ecdsa-sha2-nistp521': 66 }[algorithm];
  const curve = algorithm.slice('ecdsa-sha2-'.length);
  const [x, y] = parts.slice(1).map(bytesOf);
  if (size === undefined || parts.length !== 3 || parts[0] !== curve || !x || !y || x.length > size || y.length > size) return null;
  return Buffer.concat([field(algorithm), field(curve), field(Buffer.concat([Buffer.of(4), filled(x, size), filled(y, size)]))]);
}

/** `0x1f` as bytes, the highest first; null for what is no such number. */
function bytesOf(text: string): Buffer | null {
  const digits = /^0x([\da-f]+)$/iu.exec(text)?.[1];
  return digits === undefined ? null : Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
}

/** An `mpint` of a number that is not negative (RFC 4251, 5). */
function positive(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const number = start < 0 ? Buffer.alloc(0) : bytes.subarray(start);
  return (number[0] ?? 0) >= 128 ? Buffer.concat([Buffer.of(0), number]) : number;
}

function filled(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([Buffer.alloc(length - bytes.length), bytes]);
}

function field(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(bytes.length);
  return Buffer.concat([head, bytes]);
}
