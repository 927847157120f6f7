import { createDecipheriv, timingSafeEqual } from 'node:crypto';
import { ReplyReader } from '../wire/reply-reader.ts';
import { unusable, type KeyReading } from './key-reading.ts';
import { opensshContainer, readContainer, weak } from './openssh-container.ts';
import { readPpkFile, type PpkFile } from './ppk-file.ts';
import { macOf, secretsOf, type Secrets } from './ppk-secrets.ts';
import { field, positive } from './ssh-fields.ts';

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

function decrypt(sealed: Buffer, { cipherKey, iv }: Secrets): Buffer | null {
  if (sealed.length === 0 || sealed.length % 16 !== 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}

function isIntact(file: PpkFile, open: Buffer, macKey: Buffer): boolean {
  const mac = macOf(file, open, macKey);
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
