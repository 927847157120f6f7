import type { ParsedKey } from 'ssh2';
import { derChild, derTag, derValues } from '../keys/der.ts';
import { certified, plainOf } from '../keys/certificate-type.ts';
import type { UserCertificate } from '../keys/certificate.ts';
import { field } from '../keys/ssh-fields.ts';
import { shownKey } from './shown-key.ts';

/** What a request names that shows a certificate of this type: for RSA the hash besides, by which the key signs. */
export function algorithmOfCertificate(type: string): string {
  return type === certified('ssh-rsa') ? certified('rsa-sha2-512') : type;
}

/** A key that shows its certificate in place of its public half. */
export function certifiedKey(key: ParsedKey, { type, blob }: UserCertificate): ParsedKey {
  const algorithm = algorithmOfCertificate(type);
  const plain = plainOf(algorithm);
  return shownKey({ algorithm, blob, sign: async (data) => signature(key, plain, data) });
}

/** The signature names the plain key's algorithm, unlike the request. */
function signature(key: ParsedKey, plain: string, data: Buffer): Buffer {
  const made = key.sign(data, hashes[plain]);
  if (made instanceof Error) throw made;
  return Buffer.concat([field(plain), field(plain.startsWith('ecdsa') ? pairOf(made) : made)]);
}

const hashes: Readonly<Record<string, string>> = {
  'rsa-sha2-512': 'sha512',
  'ecdsa-sha2-nistp256': 'sha256',
  'ecdsa-sha2-nistp384': 'sha384',
  'ecdsa-sha2-nistp521': 'sha512',
};

/** Two numbers in DER, as the two mpints of RFC 5656 section 3.1.2, whose contents are the same. */
function pairOf(der: Buffer): Buffer {
  return Buffer.concat(derValues(derChild(der, 0, derTag.SEQUENCE)).map(({ content }) => field(content)));
}
