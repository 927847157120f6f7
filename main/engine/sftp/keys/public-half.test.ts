import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publicHalf } from './public-half.ts';
import { readPrivateKey } from './read-private-key.ts';
import { ppkSamples } from './testing/ppk-samples.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-halves-'));
});
afterAll(() => rm(folder, { recursive: true }));
const written = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text, 'latin1');
  return path;
};

// Ed448 signs nowhere, so that there is nothing to compare its half with.
it.each(Object.entries(ppkSamples).filter(([name]) => !name.startsWith('ed448')))('is read of %s without its passphrase', async (name, text) => {
  const reading = await readPrivateKey(Buffer.from(text, 'latin1'), 'open sesame');
  expect(reading.kind).toBe('key');
  expect(await publicHalf(await written(name, text))).toEqual(reading.kind === 'key' ? reading.key.getPublicSSH() : null);
});

it('is read of a sealed file of OpenSSH, of the public file itself, and of the one beside a file that does not tell', async () => {
  const pair = ssh2.utils.generateKeyPairSync('ed25519', { passphrase: 'open sesame', cipher: 'aes256-cbc', rounds: 4 });
  const blob = Buffer.from(pair.public.split(' ')[1] ?? '', 'base64');
  expect(await publicHalf(await written('openssh', pair.private))).toEqual(blob);
  expect(await publicHalf(await written('alone.pub', `${pair.public}\n`))).toEqual(blob);
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' });
  const sealed = await written('pem', pem.toString());
  expect(await publicHalf(sealed)).toBeNull();
  await written('pem.pub', pair.public);
  expect(await publicHalf(sealed)).toEqual(blob);
  await written('gone.pub', pair.public);
  expect(await publicHalf(join(folder, 'gone'))).toEqual(blob);
});

it.each(['', 'noise', 'ssh-ed25519 AAAA', 'PuTTY-User-Key-File-3: ssh-rsa', '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----'])('is not there in “%s”', async (text) => {
  expect(await publicHalf(await written('broken', text))).toBeNull();
});
