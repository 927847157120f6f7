import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ParsedKey } from 'ssh2';
import { afterAll, describe, expect, it } from 'vitest';
import { sshKeygen } from '../../../../e2e/fixtures/ssh-keys.ts';
import { readPrivateKey } from './read-private-key.ts';
import { ppkPassphrase, ppkSamples } from './testing/ppk-samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'hawser-key-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

const passphrase = ppkPassphrase;
const read = (file: string | Buffer, given?: string) => readPrivateKey(Buffer.isBuffer(file) ? file : Buffer.from(file, 'latin1'), given);

async function openKey(file: string | Buffer, given?: string): Promise<ParsedKey> {
  const reading = await read(file, given);
  if (reading.kind !== 'key') throw new Error(JSON.stringify(reading));
  return reading.key;
}

/** Both halves belong together. */
function signs(key: ParsedKey): boolean {
  const hash = key.type === 'ssh-ed25519' ? undefined : 'sha512';
  const signature = key.sign(Buffer.from('words'), hash);
  if (signature instanceof Error) throw signature;
  return key.verify(Buffer.from('words'), signature, hash) === true;
}

const keygen = (name: string, ...args: readonly string[]): { readonly file: Buffer; readonly shown: string } => {
  const path = join(folder, name);
  sshKeygen('-f', path, '-C', '', ...args);
  return { file: readFileSync(path), shown: readFileSync(`${path}.pub`, 'utf8').split(' ')[1]?.trim() ?? '' };
};

describe('keys of PuTTY', () => {
  it.each(['ed25519-v2', 'rsa-v3'] as const)('opens %s, which has no passphrase', async (name) => {
    const key = await openKey(ppkSamples[name]);
    expect(ppkSamples[name].replaceAll('\n', '')).toContain(key.getPublicSSH().toString('base64'));
    expect(signs(key)).toBe(true);
  });

  it.each(['ecdsa-v2-locked', 'rsa-v2-locked', 'ed25519-v3-argon2id', 'ecdsa-v3-argon2i', 'ed25519-v3-argon2d'] as const)('opens %s with the right passphrase alone', async (name) => {
    const sample = ppkSamples[name];
    expect(await read(sample)).toEqual({ kind: 'locked' });
    expect(await read(sample, 'wrong')).toEqual({ kind: 'wrong-passphrase' });
    expect(await read(sample, '')).toEqual({ kind: 'wrong-passphrase' });
    const key = await openKey(sample.replaceAll('\n', '\r\n'), passphrase);
    expect(sample.replaceAll('\n', '')).toContain(key.getPublicSSH().toString('base64'));
    expect(signs(key)).toBe(true);
  });

  it('says what is wrong with the others', async () => {
    expect(await read(ppkSamples['ed448-v3'])).toMatchObject({ kind: 'unusable', words: expect.stringContaining('ssh-ed448') as string });
    const sample = ppkSamples['ed25519-v2'];
    expect(await read(sample.replace('Private-MAC: ', 'Private-MAC: 00'))).toMatchObject({ kind: 'unusable', words: expect.stringContaining('checksum') as string });
    expect(await read(sample.replace('File-2', 'File-1'))).toMatchObject({ kind: 'unusable', words: expect.stringContaining('version 1') as string });
    expect(await read(sample.replace('Private-Lines: 1', 'Private-Lines: 999999999'))).toMatchObject({ kind: 'unusable' });
    expect(await read(sample.slice(0, 200))).toMatchObject({ kind: 'unusable', words: expect.stringContaining('cut short') as string });
    const greedy = ppkSamples['ed25519-v3-argon2d'].replace('Argon2-Memory: 256', 'Argon2-Memory: 4294967295');
    expect(await read(greedy, passphrase)).toMatchObject({ kind: 'unusable', words: expect.stringContaining('4294967295 KiB') as string });
  });
});

describe('keys of OpenSSH', () => {
  it.each(['aes128-ctr', 'aes256-ctr', 'aes192-cbc', 'aes256-gcm@openssh.com', '3des-cbc'])('opens one that is encrypted with %s', async (cipher) => {
    const { file, shown } = keygen(`openssh-${cipher}`, '-t', 'ed25519', '-N', passphrase, '-Z', cipher, '-a', '1');
    expect(await read(file)).toEqual({ kind: 'locked' });
    expect(await read(file, 'wrong')).toEqual({ kind: 'wrong-passphrase' });
    const key = await openKey(file, passphrase);
    expect(key.getPublicSSH().toString('base64')).toBe(shown);
    expect(signs(key)).toBe(true);
  });

  it('names a cipher that is not there, and the way out', async () => {
    const { file } = keygen('openssh-chacha', '-t', 'ed25519', '-N', passphrase, '-Z', 'chacha20-poly1305@openssh.com', '-a', '1');
    expect(await read(file, passphrase)).toMatchObject({ kind: 'unusable', words: expect.stringContaining('chacha20-poly1305@openssh.com') as string });
  });

  it.each(['rsa', 'ecdsa', 'ed25519'])('opens one of the type %s without a passphrase, and its old PEM form', async (type) => {
    const { file, shown } = keygen(`plain-${type}`, '-t', type, '-N', '');
    expect((await openKey(file)).getPublicSSH().toString('base64')).toBe(shown);
    if (type === 'ed25519') return;
    for (const given of [[], [passphrase]]) {
      const old = keygen(`pem-${type}-${given.length}`, '-t', type, '-m', 'PEM', '-N', given[0] ?? '');
      const key = await openKey(old.file, given[0]);
      expect(key.getPublicSSH().toString('base64')).toBe(old.shown);
      expect(signs(key)).toBe(true);
      if (given.length > 0) expect([await read(old.file), await read(old.file, 'wrong')]).toEqual([{ kind: 'locked' }, { kind: 'wrong-passphrase' }]);
    }
  });

  it('does not spend hours on a file that asks for it', async () => {
    const { file } = keygen('rounds', '-t', 'ed25519', '-N', passphrase, '-a', '1');
    const body = Buffer.from(file.toString().replace(/-----.*-----/gu, ''), 'base64');
    body.writeUInt32BE(0xffff_ffff, body.indexOf('bcrypt') + 6 + 4 + 4 + 16);
    expect(await read(`-----BEGIN OPENSSH PRIVATE KEY-----\n${body.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`, passphrase)).toMatchObject({ kind: 'unusable', words: expect.stringContaining('4294967295 rounds') as string });
  });
});

describe('PKCS#8', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  it('opens a plain one, also with a byte order mark and as UTF-16', async () => {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(signs(await openKey(pem))).toBe(true);
    expect(signs(await openKey(Buffer.from(`\uFEFF${pem}`)))).toBe(true);
    expect(signs(await openKey(Buffer.from(`\uFEFF${pem}`, 'utf16le')))).toBe(true);
  });

  it.each([
    ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA1'],
    ['-v2', 'aes-192-cbc', '-v2prf', 'hmacWithSHA512'],
    ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA256'],
    ['-v2', 'des3'],
    ['-scrypt'],
    ['-v1', 'PBE-SHA1-3DES'],
  ])('opens one of OpenSSL’s %s %s %s %s', async (...scheme) => {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    const sealed = execFileSync('openssl', ['pkcs8', '-topk8', ...scheme, '-passout', `pass:${passphrase}`], { input: pem }).toString();
    expect(await read(sealed)).toEqual({ kind: 'locked' });
    expect(await read(sealed, 'wrong')).toEqual({ kind: 'wrong-passphrase' });
    expect(signs(await openKey(sealed, passphrase))).toBe(true);
  });

  it('says which keys cannot sign in over SSH', async () => {
    const x25519 = generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(await read(x25519)).toMatchObject({ kind: 'unusable', words: expect.stringContaining('x25519') as string });
    expect(await read('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n')).toMatchObject({ kind: 'unusable' });
  });
});

describe('files that are no private keys', () => {
  it.each([
    ['public-key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOG me@here'],
    ['public-key', '---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n---- END SSH2 PUBLIC KEY ----\n'],
    ['public-key', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'],
    ['certificate', 'ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1lZDI1NTE5 me'],
    ['certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
    ['unusable', 'SSH PRIVATE KEY FILE FORMAT 1.1\n'],
    ['unusable', '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n'],
    ['unusable', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n'],
    ['unusable', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n'],
    ['unusable', ''],
  ])('knows a %s', async (kind, text) => {
    expect(await read(text)).toMatchObject({ kind });
  });
});
