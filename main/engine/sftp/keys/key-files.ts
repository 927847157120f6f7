import { generateKeyPair, type KeyObject } from 'node:crypto';
import { chmod, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { KeyConversion, KeyFacts, KeyFormat, KeyKind, KeyPlan } from '../../../../shared/model/key-file.ts';
import { Failure } from '../../session/failure.ts';
import { describeHostKey } from '../host-key.ts';
import { readKeyFile } from './key-file-bytes.ts';
import { partsOf, partsOfKeyObject, type KeyParts } from './key-parts.ts';
import { publicLine } from './public-line.ts';
import { readPrivateKey } from './read-private-key.ts';
import { writeOpenssh } from './write-openssh.ts';
import { writePpk } from './write-ppk.ts';

const FOR_THE_USER_ALONE = 0o600;
const generate = promisify(generateKeyPair);

/** Makes a key pair and writes both halves. Rejects with `already-exists` or `local-denied`. */
export async function generateKey({ kind, file, comment, passphrase }: KeyPlan): Promise<KeyFacts> {
  const parts = partsOfKeyObject(await makePair(kind));
  const line = publicLine(parts.publicBlob, comment);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 }).catch((problem: unknown) => refuse(dirname(file), problem));
  await writeNew(file, Buffer.from(writeOpenssh(parts, comment, passphrase)), FOR_THE_USER_ALONE);
  await writeNew(`${file}.pub`, Buffer.from(`${line}\n`), 0o644).catch(async (problem: unknown) => {
    // Half a pair helps nobody, and its name would be taken.
    await rm(file, { force: true });
    throw problem;
  });
  return factsOf(file, parts, comment, 'openssh');
}

/** Reads a private key file, to show what is public of it. Rejects with `passphrase-wanted`, `wrong-passphrase`, `key-unreadable`, `key-is-public`, `key-is-certificate`. */
export async function showKey(file: string, passphrase: string): Promise<KeyFacts> {
  const { parts, comment, format } = await openKeyFile(file, passphrase);
  return factsOf(file, parts, comment, format);
}

/** Writes the key of one file into another. Rejects as the two above. */
export async function convertKey({ file, passphrase, format, target, newPassphrase }: KeyConversion): Promise<KeyFacts> {
  const { parts, comment } = await openKeyFile(file, passphrase);
  const text = format === 'openssh' ? Buffer.from(writeOpenssh(parts, comment, newPassphrase)) : Buffer.from(await writePpk(parts, comment, newPassphrase, format === 'ppk-2' ? 2 : 3), 'latin1');
  await writeNew(target, text, FOR_THE_USER_ALONE);
  return factsOf(target, parts, comment, format);
}

async function makePair(kind: KeyKind): Promise<KeyObject> {
  if (kind === 'ed25519') return (await generate('ed25519')).privateKey;
  return (await generate('rsa', { modulusLength: kind === 'rsa-3072' ? 3072 : 4096 })).privateKey;
}

async function openKeyFile(file: string, passphrase: string): Promise<{ readonly parts: KeyParts; readonly comment: string; readonly format: KeyFormat | 'pem' }> {
  const bytes = await readKeyFile(file);
  const reading = await readPrivateKey(bytes, passphrase === '' ? undefined : passphrase);
  switch (reading.kind) {
    case 'key':
      return { parts: partsOf(reading.key), comment: reading.key.comment ?? '', format: formatOf(bytes) };
    case 'locked':
      throw Failure.of('passphrase-wanted', { keyFile: file });
    case 'wrong-passphrase':
      throw Failure.of('wrong-passphrase', { keyFile: file });
    case 'public-key':
      throw Failure.of('key-is-public', { keyFile: file });
    case 'certificate':
      throw Failure.of('key-is-certificate', { keyFile: file });
    case 'unusable':
      throw Failure.of('key-unreadable', { keyFile: file }, reading.words);
  }
}

function formatOf(bytes: Buffer): KeyFormat | 'pem' {
  const start = bytes.toString('latin1', 0, 64);
  if (start.startsWith('PuTTY-User-Key-File-2')) return 'ppk-2';
  if (start.startsWith('PuTTY-User-Key-File-3')) return 'ppk-3';
  return start.includes('BEGIN OPENSSH PRIVATE KEY') ? 'openssh' : 'pem';
}

function factsOf(file: string, { algorithm, publicBlob }: KeyParts, comment: string, format: KeyFacts['format']): KeyFacts {
  const { bits = null, fingerprint } = describeHostKey(publicBlob);
  return { file, algorithm, bits, fingerprint, publicKey: publicLine(publicBlob, comment), format };
}

/** Never replaces a file: the key in it may be the only one of its kind. */
async function writeNew(path: string, bytes: Buffer, mode: number): Promise<void> {
  try {
    const file = await open(path, 'wx', mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await chmod(path, mode);
  } catch (problem) {
    refuse(path, problem);
  }
}

function refuse(path: string, problem: unknown): never {
  const code = problem instanceof Error && 'code' in problem ? problem.code : null;
  const words = problem instanceof Error ? problem.message : String(problem);
  if (code === 'EEXIST') throw Failure.of('already-exists', { path });
  if (code === 'ENOENT') throw Failure.of('local-missing', { path: dirname(path) });
  if (code === 'ENOSPC') throw Failure.of('disk-full', { path });
  throw Failure.of('local-denied', { path }, words, problem);
}
