import { createHash, createHmac } from 'node:crypto';
import { argon2, type Argon2Kind } from './argon2.ts';
import type { PpkFile } from './ppk-file.ts';
import { field } from './ssh-fields.ts';

/** PuTTY's own files stay far below; more than this is an attack on memory or patience. */
const MOST_KIBIBYTES = 512 * 1024;
const MOST_WORK = 4 * 1024 * 1024;
const kinds: Readonly<Record<string, Argon2Kind>> = { Argon2d: 'argon2d', Argon2i: 'argon2i', Argon2id: 'argon2id' };

/** What a passphrase gives. */
export interface Secrets {
  readonly cipherKey: Buffer;
  readonly iv: Buffer;
  readonly macKey: Buffer;
}

/** Derives what seals a file. A string tells why it cannot be done. */
export async function secretsOf(file: PpkFile, passphrase: Buffer): Promise<Secrets | string> {
  if (file.version === 2) {
    const part = (number: number): Buffer => createHash('sha1').update(Buffer.of(0, 0, 0, number)).update(passphrase).digest();
    const macKey = createHash('sha1').update('putty-private-key-file-mac-key').update(passphrase).digest();
    return { cipherKey: Buffer.concat([part(0), part(1)]).subarray(0, 32), iv: Buffer.alloc(16), macKey };
  }
  if (file.encryption === 'none') return { cipherKey: Buffer.alloc(32), iv: Buffer.alloc(16), macKey: Buffer.alloc(0) };
  const { derivation } = file;
  const kind = kinds[derivation?.kind ?? ''];
  if (derivation === null || kind === undefined) return `Its passphrase goes through “${derivation?.kind ?? ''}”, which is not known.`;
  const { memory, passes, parallelism: lanes, salt } = derivation;
  const sound = passes >= 1 && lanes >= 1 && lanes <= 64 && memory >= 8 * lanes && memory <= MOST_KIBIBYTES && memory * passes <= MOST_WORK;
  if (!sound) return `Opening it would take ${memory} KiB and ${passes} passes of Argon2, more than is sensible. PuTTYgen can save it with less.`;
  const out = await argon2({ kind, password: passphrase, salt, memory, passes, lanes, length: 80 });
  return { cipherKey: out.subarray(0, 32), iv: out.subarray(32, 48), macKey: out.subarray(48) };
}

/** The checksum over all that a file holds, the private half in the open. */
export function macOf(file: Pick<PpkFile, 'version' | 'algorithm' | 'encryption' | 'comment' | 'publicBlob'>, open: Buffer, macKey: Buffer): Buffer {
  const comment = Buffer.from(file.comment, 'latin1');
  return createHmac(file.version === 2 ? 'sha1' : 'sha256', macKey)
    .update(Buffer.concat([field(file.algorithm), field(file.encryption), field(comment), field(file.publicBlob), field(open)]))
    .digest();
}
