import { createCipheriv, randomBytes } from 'node:crypto';
import bcrypt from 'bcrypt-pbkdf';
import type { KeyParts } from './key-parts.ts';
import { field, word } from './ssh-fields.ts';

const LINE = /.{1,70}/gu;
/** ssh-keygen's own choice for long, a good second of somebody else's guessing. */
const ROUNDS = 16;
const SALT_BYTES = 16;
const CIPHER = { name: 'aes256-ctr', key: 32, iv: 16, block: 16 } as const;
const OPEN_BLOCK = 8;

/** Writes a private key in OpenSSH's own format (PROTOCOL.key in its source tree), sealed where there is a passphrase. */
export function writeOpenssh({ publicBlob, openssh }: KeyParts, comment: string, passphrase: string): string {
  const sealed = passphrase !== '';
  const check = randomBytes(4);
  const plain = Buffer.concat([check, check, openssh, field(comment)]);
  const block = sealed ? CIPHER.block : OPEN_BLOCK;
  const padding = Buffer.from(Array.from({ length: (block - (plain.length % block)) % block }, (_, index) => index + 1));
  const open = Buffer.concat([plain, padding]);
  const salt = randomBytes(SALT_BYTES);
  const head = sealed
    ? [field(CIPHER.name), field('bcrypt'), field(Buffer.concat([field(salt), word(ROUNDS)]))]
    : [field('none'), field('none'), field('')];
  const body = Buffer.concat([Buffer.from('openssh-key-v1\0'), ...head, word(1), field(publicBlob), field(sealed ? seal(open, passphrase, salt) : open)]);
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...(body.toString('base64').match(LINE) ?? []), '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}

function seal(open: Buffer, passphrase: string, salt: Buffer): Buffer {
  const derived = Buffer.alloc(CIPHER.key + CIPHER.iv);
  const secret = Buffer.from(passphrase);
  if (bcrypt.pbkdf(secret, secret.length, salt, salt.length, derived, derived.length, ROUNDS) !== 0) throw new Error('The passphrase could not be used.');
  const cipher = createCipheriv('aes-256-ctr', derived.subarray(0, CIPHER.key), derived.subarray(CIPHER.key));
  return Buffer.concat([cipher.update(open), cipher.final()]);
}
