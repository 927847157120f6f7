import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sshKeys } from '../../../../e2e/fixtures/ssh-keys.ts';
import { startServer, type TestServer } from '../../../../e2e/fixtures/start-server.ts';
import type { Ask } from '../../session/context.ts';
import { failureOf } from '../../session/failure-of.ts';
import { openSftp } from '../connect.ts';
import { profileOf, quietContext } from '../test-context.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-known-'));
  server = await startServer('openssh', { configuration: [`HostKey ${(await sshKeys()).hosts.ecdsa.first.privateFile}`] });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});
const knowing = async (...lines: readonly string[]): Promise<string> => {
  const file = join(folder, 'known_hosts');
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  return file;
};
const name = (): string => `[${server.host}]:${server.port}`;

it('does not ask about a key that stands there, of whatever type, and leaves the file alone', async () => {
  const { ed25519, ecdsa } = (await sshKeys()).hosts;
  for (const line of [`${name()} ${ed25519.first.publicKey}`, `${name()} ${ecdsa.first.publicKey}`, `${server.host} ${ed25519.first.publicKey}`]) {
    const context = quietContext(server, { knownHostsFile: await knowing('', '# mine', line) });
    await (await openSftp(profileOf(server), context)).close();
    expect(context.questions).toEqual([]);
    expect(context.remembered).toEqual([]);
    expect(await readFile(join(folder, 'known_hosts'), 'utf8')).toBe(`\n# mine\n${line}\n`);
  }
});

it('asks loudly about one that differs, and sends no secret', async () => {
  const { ed25519 } = (await sshKeys()).hosts;
  const asked: unknown[] = [];
  const ask = ((question: unknown) => {
    asked.push(question);
    return Promise.resolve('refuse');
  }) as Ask;
  const context = quietContext(server, { ask, password: () => Promise.reject(new Error('not to be asked')), knownHostsFile: await knowing(`${name()} ${ed25519.changed.publicKey}`) });
  expect((await failureOf(openSftp(profileOf(server), context))).reason).toBe('host-key-changed');
  expect(asked).toMatchObject([{ kind: 'host-key', remembered: ed25519.changed.fingerprint, fingerprint: server.hostKeyFingerprint }]);
});

it('refuses a revoked one without asking, even where it is remembered', async () => {
  const { ed25519 } = (await sshKeys()).hosts;
  const context = quietContext(server, { knownHostsFile: await knowing(`@revoked * ${ed25519.first.publicKey}`, `${name()} ${ed25519.first.publicKey}`) });
  context.remembered.push(server.hostKeyFingerprint ?? '');
  expect(await failureOf(openSftp(profileOf(server), context))).toMatchObject({ code: 'trust', reason: 'host-key-revoked' });
  expect(context.questions).toEqual([]);
});

it('asks as ever where there is no such file, or no such host in it', async () => {
  for (const knownHostsFile of [join(folder, 'none'), await knowing(`other.example ${(await sshKeys()).hosts.ed25519.first.publicKey}`)]) {
    const context = quietContext(server, { knownHostsFile });
    await (await openSftp(profileOf(server), context)).close();
    expect(context.questions).toEqual(['host-key']);
  }
});
