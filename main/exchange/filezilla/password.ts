import { createDecipheriv, createHash, createPrivateKey, createPublicKey, diffieHellman, pbkdf2, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);
const part = 32;
const tagLength = 16;
const iterations = 100_000;
/** DER in front of a raw X25519 key (RFC 8410). */
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicHead = Buffer.from('302a300506032b656e032100', 'hex');

/** FileZilla's key pair, made of its master password and the salt that stands behind the public key. */
export interface MasterKey {
  readonly secret: KeyObject;
  /** As the file names it: base64 of the public key and the salt. */
  readonly name: string;
}

/** Null where this password does not make the key of that name (PBKDF2 with SHA-256, then X25519, RFC 7748). */
export async function openMasterKey(name: string, password: string): Promise<MasterKey | null> {
  const both = Buffer.from(name, 'base64');
  if (both.length !== 2 * part) return null;
  const seed = await derive(password, both.subarray(part), iterations, part, 'sha256');
  const secret = createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' });
  return rawPublic(createPublicKey(secret)).equals(both.subarray(0, part)) ? { secret, name } : null;
}

/**
 * A password that FileZilla sealed for its master key: an ephemeral public key, a salt, AES-256-GCM's text and tag. Null where it cannot be
 * opened.
 */
export function openSealed(key: MasterKey, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < 2 * part + tagLength) return null;
  const own = Buffer.from(key.name, 'base64');
  const [ephemeral, salt, text, tag] = [bytes.subarray(0, part), bytes.subarray(part, 2 * part), bytes.subarray(2 * part, -tagLength), bytes.subarray(-tagLength)];
  try {
    const shared = diffieHellman({ privateKey: key.secret, publicKey: createPublicKey({ key: Buffer.concat([publicHead, ephemeral]), format: 'der', type: 'spki' }) });
    const hash = (use: number): Buffer => createHash('sha256').update(Buffer.concat([salt, Buffer.of(use), shared, ephemeral, own.subarray(0, part), own.subarray(part)])).digest();
    const decipher = createDecipheriv('aes-256-gcm', hash(0), hash(2).subarray(0, 12));
    decipher.setAuthTag(tag);
    const plain = Buffer.concat([decipher.update(text), decipher.final()]);
    // Short ones are filled up with zeros, so that their length does not show.
    const end = plain.indexOf(0);
    return plain.toString('utf8', 0, end < 0 ? plain.length : end);
  } catch {
    return null;
  }
}

function rawPublic(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(publicHead.length);
}
