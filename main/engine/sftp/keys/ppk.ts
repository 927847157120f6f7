import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { ReplyReader } from '../wire/reply-reader.ts';
import { argon2, type Argon2Kind } from './argon2.ts';
import { unusable, type KeyReading } from './key-reading.ts';
import { opensshContainer, readContainer, weak } from './openssh-container.ts';
import { readPpkFile, type PpkFile } from './ppk-file.ts';
import { field, positive } from './ssh-fields.ts';

/** PuTTY's own files stay far below; more than this is an attack on memory or patience. */
const MOST_KIBIBYTES = 512 * 1024;
const MOST_WORK = 4 * 1024 * 1024;
const kinds: Readonly<Record<string, Argon2Kind>> = { Argon2d: 'argon2d', Argon2i: 'argon2i', Argon2id: 'argon2id' };

interface Secrets {
  readonly cipherKey: Buffer;
  readonly iv: Buffer;
  readonly macKey: Buffer;
}

/** Reads a key of PuTTY, version 2 or 3 (appendix C of its manual), whose bytes are given as Latin-1. */
export async function readPpk(text: string, passphrase: string | undefined): Promise<KeyReading> {
  const file = readPpkFile(text);
  if (typeof file === 'string') return unusable(file);
  const locked = file.encryption !== 'none';
  if (locked && passphrase === undefined) return { kind: 'locked' };
  const secrets = await secretsOf(file, locked ? Buffer.from(passphrase ?? '') : Buffer.alloc(0));
  if (typeof secrets === 'string') return unusable(secrets);
  const open = locked ? decrypt(file.privateBlob, secrets) : file.privateBlob;
  if (open === null) return unusable('It is damaged: its private half has an impossible length.');
  if (!isIntact(file, open, secrets.macKey)) return locked ? { kind: 'wrong-passphrase' } : unusable('It is damaged: its checksum does not match.');
  return containerOf(file, open);
}

async function secretsOf(file: PpkFile, passphrase: Buffer): Promise<Secrets | string> {
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

function decrypt(sealed: Buffer, { cipherKey, iv }: Secrets): Buffer | null {
  if (sealed.length === 0 || sealed.length % 16 !== 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}

function isIntact(file: PpkFile, open: Buffer, macKey: Buffer): boolean {
  const comment = Buffer.from(file.comment, 'latin1');
  const mac = createHmac(file.version === 2 ? 'sha1' : 'sha256', macKey)
    .update(Buffer.concat([field(file.algorithm), field(file.encryption), field(comment), field(file.publicBlob), field(open)]))
    .digest();
  return mac.length === file.mac.length && timingSafeEqual(mac, file.mac);
}

/** The private half in OpenSSH's order of fields. */
function containerOf({ algorithm, publicBlob, comment }: PpkFile, open: Buffer): KeyReading {
  const [shown, secret] = [new ReplyReader(publicBlob), new ReplyReader(open)];
  try {
    const name = field(shown.bytes());
    switch (algorithm) {
      case 'ssh-rsa': {
        const [e, n] = [positive(shown.bytes()), positive(shown.bytes())];
        const [d, p, q, inverse] = [positive(secret.bytes()), positive(secret.bytes()), positive(secret.bytes()), positive(secret.bytes())];
        return readContainer(opensshContainer(publicBlob, Buffer.concat([name, n, e, d, inverse, p, q]), comment));
      }
      case 'ecdsa-sha2-nistp256':
      case 'ecdsa-sha2-nistp384':
      case 'ecdsa-sha2-nistp521':
        return readContainer(opensshContainer(publicBlob, Buffer.concat([publicBlob, positive(secret.bytes())]), comment));
      case 'ssh-ed25519': {
        const point = shown.bytes();
        return readContainer(opensshContainer(publicBlob, Buffer.concat([publicBlob, field(Buffer.concat([secret.bytes(), point]))]), comment));
      }
      case 'ssh-dss':
        return unusable(weak);
      default:
        return unusable(`Keys of the type ${algorithm} cannot be used here; Ed25519, ECDSA and RSA keys can.`);
    }
  } catch (problem) {
    return unusable(problem instanceof Error ? problem.message : String(problem));
  }
}
