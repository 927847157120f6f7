import { createPrivateKey, type KeyObject } from 'node:crypto';
import ssh2, { type ParsedKey } from 'ssh2';

export type KeyReading =
  | { readonly kind: 'key'; readonly key: ParsedKey }
  | { readonly kind: 'locked' }
  | { readonly kind: 'wrong-passphrase' }
  | { readonly kind: 'unusable'; readonly words: string };

/** Reads a private key in OpenSSH, PEM, PPK or PKCS#8 form. `passphrase` undefined means that none is known. */
export function readPrivateKey(file: Buffer, passphrase: string | undefined): KeyReading {
  const text = file.toString('latin1');
  if (/-----BEGIN (?:ENCRYPTED )?PRIVATE KEY-----/u.test(text)) return readPkcs8(text, passphrase);
  if (/^(?:ssh-|ecdsa-|sk-)\S+ |---- BEGIN SSH2 PUBLIC KEY ----|-----BEGIN PUBLIC KEY-----/mu.test(text)) {
    return { kind: 'unusable', words: 'This is a public key or a certificate; signing in takes the private half.' };
  }
  const parsed = ssh2.utils.parseKey(file, passphrase);
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key === undefined) return { kind: 'unusable', words: 'There is no key in it.' };
  if (!(key instanceof Error)) {
    return key.isPrivateKey() ? { kind: 'key', key } : { kind: 'unusable', words: 'There is no private key in it.' };
  }
  if (passphrase === undefined && /no passphrase|encrypted/iu.test(key.message)) return { kind: 'locked' };
  if (passphrase !== undefined && /bad passphrase|passphrase|integrity|decrypt/iu.test(key.message)) return { kind: 'wrong-passphrase' };
  return { kind: 'unusable', words: key.message };
}

/** PKCS#8 (RFC 5958), which ssh2 does not read: Node's crypto reads it, and ssh2 the form that comes out. */
function readPkcs8(pem: string, passphrase: string | undefined): KeyReading {
  const encrypted = pem.includes('ENCRYPTED PRIVATE KEY');
  if (encrypted && passphrase === undefined) return { kind: 'locked' };
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pem, format: 'pem', ...(encrypted && passphrase !== undefined ? { passphrase } : {}) });
  } catch (problem) {
    if (encrypted) return { kind: 'wrong-passphrase' };
    return { kind: 'unusable', words: problem instanceof Error ? problem.message : String(problem) };
  }
  const form = opensshForm(key);
  if (form === null) return { kind: 'unusable', words: `Keys of the type ${key.asymmetricKeyType ?? 'unknown'} cannot sign in over SSH.` };
  const parsed = ssh2.utils.parseKey(form);
  const one = Array.isArray(parsed) ? parsed[0] : parsed;
  return one === undefined || one instanceof Error ? { kind: 'unusable', words: one?.message ?? 'There is no key in it.' } : { kind: 'key', key: one };
}

function opensshForm(key: KeyObject): string | null {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return key.export({ type: 'pkcs1', format: 'pem' }).toString();
    case 'ec':
      return key.export({ type: 'sec1', format: 'pem' }).toString();
    case 'ed25519':
      return ed25519Form(key);
    default:
      return null;
  }
}

/** OpenSSH's own format, unencrypted (PROTOCOL.key in its source tree), the only one that ssh2 reads ed25519 from. */
function ed25519Form(key: KeyObject): string {
  const { d, x } = key.export({ format: 'jwk' });
  const seed = Buffer.from(d ?? '', 'base64url');
  const point = Buffer.from(x ?? '', 'base64url');
  const name = Buffer.from('ssh-ed25519');
  const open = Buffer.concat([word(0), word(0), field(name), field(point), field(Buffer.concat([seed, point])), field(Buffer.alloc(0))]);
  const padding = Buffer.from(Array.from({ length: (8 - (open.length % 8)) % 8 }, (_, index) => index + 1));
  const none = field(Buffer.from('none'));
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    none,
    none,
    field(Buffer.alloc(0)),
    word(1),
    field(Buffer.concat([field(name), field(point)])),
    field(Buffer.concat([open, padding])),
  ]);
  const lines = body.toString('base64').match(/.{1,70}/gu) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function field(bytes: Buffer): Buffer {
  return Buffer.concat([word(bytes.length), bytes]);
}
