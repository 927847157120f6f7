import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';

/** scrypt (RFC 7914) as OWASP asks for: 128 MiB and about half a second. A file that asks for less, or for all memory, is not read. */
export const kdfSchema = z.object({
  salt: z.base64().length(24),
  n: z.literal([2 ** 17, 2 ** 18, 2 ** 19, 2 ** 20]),
  r: z.literal(8),
  p: z.literal(1),
});
export type Kdf = z.infer<typeof kdfSchema>;

export function freshKdf(): Kdf {
  return { salt: randomBytes(16).toString('base64'), n: 2 ** 17, r: 8, p: 1 };
}

/** The key of 32 bytes that a password stands for. Runs on a thread of libuv's pool, so that the caller's loop goes on. */
export function deriveKey(password: string, { salt, n, r, p }: Kdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same letters from different keyboards: é as one character or as e and an accent.
    scrypt(password.normalize('NFC'), Buffer.from(salt, 'base64'), 32, { N: n, r, p, maxmem: 256 * n * r }, (problem, key) => (problem === null ? resolve(key) : reject(problem)));
  });
}

/** AES-256-GCM (NIST SP 800-38D) with a random nonce of 12 bytes; `about` is bound in and not part of the result. Base64 of nonce, tag and text. */
export function seal(key: Buffer, about: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(about, 'utf8'));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Null where the key is another one, or where the text or what it is about has been changed. */
export function open(key: Buffer, about: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < 28) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(about, 'utf8'));
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
