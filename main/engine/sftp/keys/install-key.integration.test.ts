import { chmod, chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sshKeys } from '../../../../e2e/fixtures/ssh-keys.ts';
import { startServer, type TestServer } from '../../../../e2e/fixtures/start-server.ts';
import type { Session } from '../../session/session.ts';
import { openSftp } from '../connect.ts';
import { profileOf, quietContext } from '../test-context.ts';
import { installKey } from './install-key.ts';

let server: TestServer;
let session: Session;
let line: string;
beforeAll(async () => {
  server = await startServer('openssh');
  session = await openSftp(profileOf(server), quietContext(server));
  line = (await sshKeys()).stranger.publicKey;
});
afterAll(async () => {
  await session.close();
  await server.stop();
});
const folder = (): string => join(server.root, '.ssh');
const file = (): string => join(folder(), 'authorized_keys');
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
beforeEach(() => rm(folder(), { recursive: true, force: true }));

it('makes folder and file for their owner alone, and adds a key once', async () => {
  expect(await installKey(session, `  ${line} and more\n`)).toMatchObject({ added: true });
  expect(await readFile(file(), 'utf8')).toBe(`${line} and more\n`);
  expect([await modeOf(folder()), await modeOf(file())]).toEqual([0o700, 0o600]);
  expect(await installKey(session, line)).toMatchObject({ added: false });
  expect(await readFile(file(), 'utf8')).toBe(`${line} and more\n`);
});

it.each(['# mine\nssh-rsa AAAA somebody', 'no-pty ssh-rsa AAAA \u{1f511}\r\n\n'])('keeps what is there: %j', async (before) => {
  await mkdir(folder());
  await writeFile(file(), before);
  const { uid, gid } = await stat(server.root);
  for (const path of [folder(), file()]) await chown(path, uid, gid);
  await chmod(file(), 0o666);
  await installKey(session, line);
  // sshd reads no file that others may write.
  expect(await modeOf(file())).toBe(0o600);
  expect(await readFile(file(), 'utf8')).toBe(`${before}${before.endsWith('\n') ? '' : '\n'}${line}\n`);
});

it('takes no line that is no public key', async () => {
  for (const wrong of ['', 'ssh-rsa', 'ssh-ed25519 AAAA', `${line}\nssh-rsa AAAA`, (await sshKeys()).stranger.privateKey]) {
    await expect(installKey(session, wrong)).rejects.toMatchObject({ data: { reason: 'no-public-key' } });
  }
});
