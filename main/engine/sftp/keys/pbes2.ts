import { createDecipheriv, pbkdf2, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { derChild, derNumber, derTag, derValues } from './der.ts';

const derive = promisify(pbkdf2);
const PBES2 = '2a864886f70d01050d';
const PBKDF2 = '2a864886f70d01050c';
const SCRYPT = '2b06010401da47040b';
const hashes: Readonly<Record<string, string>> = {
  '2a864886f70d0207': 'sha1',
  '2a864886f70d0208': 'sha224',
  '2a864886f70d0209': 'sha256',
  '2a864886f70d020a': 'sha384',
  '2a864886f70d020b': 'sha512',
};
const ciphers: Readonly<Record<string, { readonly name: string; readonly keyLength: number }>> = {
  '608648016503040102': { name: 'aes-128-cbc', keyLength: 16 },
  '608648016503040116': { name: 'aes-192-cbc', keyLength: 24 },
  '60864801650304012a': { name: 'aes-256-cbc', keyLength: 32 },
  '2a864886f70d0307': { name: 'des-ede3-cbc', keyLength: 24 },
};
const MOST_ITERATIONS = 20_000_000;
const MOST_MEMORY = 512 * 1024 * 1024;

/** An encrypted private key in a scheme of which this file knows nothing. */
export class UnknownScheme extends Error {
  override readonly name = 'UnknownScheme';
}

/**
 * Opens an EncryptedPrivateKeyInfo (RFC 5958 section 3) whose scheme is PBES2 (RFC 8018 section 6.2) with PBKDF2 or scrypt (RFC 7914).
 * Null means that the passphrase is wrong. Throws `UnknownScheme`, or an Error where the file is damaged.
 */
export async function openPbes2(der: Buffer, passphrase: string): Promise<Buffer | null> {
  const info = derChild(der, 0, derTag.SEQUENCE);
  const scheme = derChild(info, 0, derTag.SEQUENCE);
  if (oid(scheme) !== PBES2) throw new UnknownScheme();
  const parameters = derChild(scheme, 1, derTag.SEQUENCE);
  const encryption = derChild(parameters, 1, derTag.SEQUENCE);
  const cipher = ciphers[oid(encryption)];
  if (cipher === undefined) throw new UnknownScheme();
  const key = await deriveKey(derChild(parameters, 0, derTag.SEQUENCE), Buffer.from(passphrase), cipher.keyLength);
  try {
    const decipher = createDecipheriv(cipher.name, key, derChild(encryption, 1, derTag.OCTETS));
    const open = Buffer.concat([decipher.update(derChild(info, 1, derTag.OCTETS)), decipher.final()]);
    // One in 256 wrong passphrases leaves sound padding behind.
    return open.length > 2 && derValues(open)[0]?.tag === derTag.SEQUENCE ? open : null;
  } catch {
    return null;
  }
}

async function deriveKey(derivation: Buffer, passphrase: Buffer, keyLength: number): Promise<Buffer> {
  const parameters = derChild(derivation, 1, derTag.SEQUENCE);
  const salt = derChild(parameters, 0, derTag.OCTETS);
  switch (oid(derivation)) {
    case PBKDF2: {
      const iterations = derNumber(derChild(parameters, 1, derTag.INTEGER));
      if (iterations > MOST_ITERATIONS) throw new Error(`Opening it would take ${iterations} rounds, more than is sensible.`);
      const chosen = derValues(parameters).find(({ tag }) => tag === derTag.SEQUENCE);
      const hash = chosen === undefined ? 'sha1' : hashes[oid(chosen.content)];
      if (hash === undefined) throw new UnknownScheme();
      return derive(passphrase, salt, iterations, keyLength, hash);
    }
    case SCRYPT: {
      const [cost, blockSize, parallelization] = [1, 2, 3].map((index) => derNumber(derChild(parameters, index, derTag.INTEGER)));
      return new Promise((resolve, reject) => {
        const options = { N: cost ?? 0, r: blockSize ?? 0, p: parallelization ?? 0, maxmem: MOST_MEMORY };
        scrypt(passphrase, salt, keyLength, options, (error, key) => (error === null ? resolve(key) : reject(error)));
      });
    }
    default:
      throw new UnknownScheme();
  }
}

function oid(sequence: Buffer): string {
  return derChild(sequence, 0, derTag.OID).toString('hex');
}
