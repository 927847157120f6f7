import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { convertKey, generateKey, showKey } from './key-files.ts';
import { ppkPassphrase, ppkSamples } from './testing/ppk-samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'hawser-key-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const passphrase = 'open sesame';
const run = (program: string, ...args: readonly string[]): string => execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] }).toString().trim();
/** Type and base64, without the comment. */
const half = (line: string): string => line.split(' ').slice(0, 2).join(' ');
const secretFile = join(folder, 'passphrase');
writeFileSync(secretFile, passphrase);

it.each(['ed25519', 'rsa-3072'] as const)('makes a key of the kind %s that ssh-keygen opens with its passphrase alone', async (kind) => {
  const file = join(folder, 'new', kind);
  const facts = await generateKey({ kind, file, comment: 'marit@boat', passphrase });
  expect(facts).toMatchObject({ file, format: 'openssh', bits: kind === 'ed25519' ? 256 : Number(kind.slice(4)) });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(`${file}.pub`, 'utf8')).toBe(`${facts.publicKey}\n`);
  expect(run('ssh-keygen', '-l', '-f', file).split(' ').slice(0, 3)).toEqual([String(facts.bits), facts.fingerprint, 'marit@boat']);
  expect(run('ssh-keygen', '-y', '-P', passphrase, '-f', file)).toBe(facts.publicKey);
  expect(() => run('ssh-keygen', '-y', '-P', 'wrong', '-f', file)).toThrow();
  expect(await showKey(file, passphrase)).toEqual(facts);
  await expect(showKey(file, '')).rejects.toMatchObject({ data: { reason: 'passphrase-wanted' } });
  await expect(showKey(file, 'wrong')).rejects.toMatchObject({ data: { reason: 'wrong-passphrase' } });
  const before = readFileSync(file);
  await expect(generateKey({ kind: 'ed25519', file, comment: '', passphrase: '' })).rejects.toMatchObject({ data: { reason: 'already-exists' } });
  expect(readFileSync(file)).toEqual(before);
});

it.each([
  ['ed25519', '256', 'ppk-3', passphrase],
  ['ed25519', '256', 'ppk-2', ''],
  ['ecdsa', '521', 'ppk-2', passphrase],
  ['ecdsa', '256', 'ppk-3', ''],
  ['rsa', '2048', 'ppk-2', passphrase],
  ['rsa', '2048', 'ppk-3', ''],
] as const)('converts %s %s of OpenSSH to %s and back, with the passphrase “%s”', async (type, bits, format, newPassphrase) => {
  const file = join(folder, `from-${type}-${bits}-${format}`);
  run('ssh-keygen', '-q', '-t', type, '-b', bits, '-N', '', '-C', 'a comment', '-f', file);
  const shown = readFileSync(`${file}.pub`, 'utf8').trim();
  const target = `${file}.ppk`;
  expect(await convertKey({ file, passphrase: '', format, target, newPassphrase })).toMatchObject({ format, publicKey: shown });
  // Only with the private half open does PuTTY write OpenSSH's format.
  run('puttygen', target, ...(newPassphrase === '' ? [] : ['--old-passphrase', secretFile]), '-O', 'private-openssh-new', '-o', `${target}.putty`, '--new-passphrase', '/dev/null');
  chmodSync(`${target}.putty`, 0o600);
  expect(half(run('ssh-keygen', '-y', '-P', '', '-f', `${target}.putty`))).toBe(half(shown));
  await convertKey({ file: target, passphrase: newPassphrase, format: 'openssh', target: `${target}.back`, newPassphrase });
  expect(half(run('ssh-keygen', '-y', '-P', newPassphrase, '-f', `${target}.back`))).toBe(half(shown));
});

it('opens what PuTTY has written, and names files that hold no private key', async () => {
  const file = join(folder, 'putty.ppk');
  writeFileSync(file, ppkSamples['ed25519-v3-argon2id'], 'latin1');
  expect(await showKey(file, ppkPassphrase)).toMatchObject({ format: 'ppk-3', algorithm: 'ssh-ed25519' });
  writeFileSync(`${file}.pub`, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOG me@here');
  await expect(showKey(`${file}.pub`, '')).rejects.toMatchObject({ data: { reason: 'key-is-public' } });
  await expect(convertKey({ file, passphrase: ppkPassphrase, format: 'openssh', target: join(folder, 'nowhere', 'key'), newPassphrase: '' })).rejects.toMatchObject({ data: { reason: 'local-missing' } });
});
