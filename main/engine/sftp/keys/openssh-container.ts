import ssh2, { type ParsedKey } from 'ssh2';
import { unusable, type KeyReading } from './key-reading.ts';
import { field, word } from './ssh-fields.ts';

const LINE = /.{1,70}/gu;

/**
 * A key in OpenSSH's own format without a passphrase (PROTOCOL.key in its source tree). `publicBlob` is the public half as on the wire,
 * `privatePart` the fields that OpenSSH keeps of this type of key, the type's name first.
 */
export function opensshContainer(publicBlob: Buffer, privatePart: Buffer, comment = ''): string {
  const open = Buffer.concat([word(0), word(0), privatePart, field(comment)]);
  const padding = Buffer.from(Array.from({ length: (8 - (open.length % 8)) % 8 }, (_, index) => index + 1));
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    field('none'),
    field('none'),
    field(''),
    word(1),
    field(publicBlob),
    field(Buffer.concat([open, padding])),
  ]);
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...(body.toString('base64').match(LINE) ?? []), '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}

/** Has ssh2 read a key that is open. */
export function readContainer(container: string | Buffer): KeyReading {
  const parsed = ssh2.utils.parseKey(container);
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key === undefined) return unusable('There is no key in it.');
  if (key instanceof Error) return unusable(key.message);
  return usable(key);
}

/** Whether a key that ssh2 read is one to sign in with. */
export function usable(key: ParsedKey): KeyReading {
  if (!key.isPrivateKey()) return { kind: 'public-key' };
  return key.type === 'ssh-dss' ? unusable(weak) : { kind: 'key', key };
}

export const weak = 'This is a DSA key, which is too weak to be accepted anywhere. Make a new one of the type Ed25519.';
