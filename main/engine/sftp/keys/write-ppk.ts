import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import type { KeyParts } from './key-parts.ts';
import { macOf, secretsOf } from './ppk-secrets.ts';
import type { PpkFile } from './ppk-file.ts';

const LINE = /.{1,64}/gu;
const BLOCK = 16;
/** PuTTYgen's own choice of memory, and about its choice of passes. */
const DERIVATION = { kind: 'Argon2id', memory: 8192, passes: 13, parallelism: 1 } as const;
const SALT_BYTES = 16;

/** Writes a private key in PuTTY's format, version 2 or 3 (appendix C of its manual), sealed where there is a passphrase. The text is Latin-1. */
export async function writePpk(parts: KeyParts, comment: string, passphrase: string, version: 2 | 3): Promise<string> {
  const sealed = passphrase !== '';
  const open = sealed ? padded(parts.putty) : parts.putty;
  const file: PpkFile = {
    version,
    algorithm: parts.algorithm,
    encryption: sealed ? 'aes256-cbc' : 'none',
    comment: Buffer.from(comment).toString('latin1'),
    publicBlob: parts.publicBlob,
    privateBlob: open,
    mac: Buffer.alloc(0),
    derivation: sealed && version === 3 ? { ...DERIVATION, salt: randomBytes(SALT_BYTES) } : null,
  };
  const secrets = await secretsOf(file, Buffer.from(passphrase));
  if (typeof secrets === 'string') throw new Error(secrets);
  const body = sealed ? encrypt(open, secrets.cipherKey, secrets.iv) : open;
  return [
    `PuTTY-User-Key-File-${version}: ${file.algorithm}`,
    `Encryption: ${file.encryption}`,
    `Comment: ${file.comment}`,
    ...lines('Public', file.publicBlob),
    ...derivationLines(file.derivation),
    ...lines('Private', body),
    `Private-MAC: ${macOf(file, open, secrets.macKey).toString('hex')}`,
    '',
  ].join('\n');
}

function lines(name: string, bytes: Buffer): readonly string[] {
  const rows = bytes.toString('base64').match(LINE) ?? [];
  return [`${name}-Lines: ${rows.length}`, ...rows];
}

function derivationLines(derivation: PpkFile['derivation']): readonly string[] {
  if (derivation === null) return [];
  const { kind, memory, passes, parallelism, salt } = derivation;
  return [`Key-Derivation: ${kind}`, `Argon2-Memory: ${memory}`, `Argon2-Passes: ${passes}`, `Argon2-Parallelism: ${parallelism}`, `Argon2-Salt: ${salt.toString('hex')}`];
}

/** Filled up to whole blocks with the start of its own hash. */
function padded(open: Buffer): Buffer {
  const missing = (BLOCK - (open.length % BLOCK)) % BLOCK;
  return Buffer.concat([open, createHash('sha1').update(open).digest().subarray(0, missing)]);
}

function encrypt(open: Buffer, key: Buffer, iv: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(open), cipher.final()]);
}
