import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startSshAgent } from '../../../e2e/fixtures/ssh-agent.ts';
import { sshKeygen, sshKeys } from '../../../e2e/fixtures/ssh-keys.ts';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import type { Logon } from '../../../shared/model/logon.ts';
import { failureOf } from '../session/failure-of.ts';
import { openSftp } from './connect.ts';
import { ppkSamples } from './keys/testing/ppk-samples.ts';
import { profileOf, quietContext } from './test-context.ts';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-keys-'));
  const pairs = {
    rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    ed25519: generateKeyPairSync('ed25519'),
  };
  const lines: string[] = [];
  for (const [name, { privateKey, publicKey }] of Object.entries(pairs)) {
    const file = join(folder, name);
    await writeFile(`${file}.pem`, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await writeFile(`${file}.locked.pem`, privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }));
    lines.push(sshLine(publicKey.export({ format: 'jwk' })));
  }
  for (const [name, ppk] of Object.entries(ppkSamples)) {
    await writeFile(join(folder, `${name}.ppk`), ppk, 'latin1');
    const [, head, body] = /^PuTTY-User-Key-File-\d: (\S+)[^]*?Public-Lines: \d+\n([^:]+)\n/u.exec(ppk) ?? [];
    lines.push(`${head} ${body?.replaceAll('\n', '')}`);
  }
  const own = ssh2.utils.generateKeyPairSync('ed25519', { passphrase: 'open sesame', cipher: 'aes256-cbc', rounds: 4 });
  await writeFile(join(folder, 'openssh'), own.private);
  await writeFile(join(folder, 'openssh.pub'), own.public);
  const authorized = join(folder, 'authorized');
  await writeFile(authorized, [...lines, own.public, (await sshKeys()).user.publicKey, ''].join('\n'));
  await chmod(folder, 0o755);
  await chmod(authorized, 0o644);
  server = await startServer('openssh', { configuration: ['Match all', `AuthorizedKeysFile ${authorized}`] });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});
const withKey = (keyFile: string): Logon => ({ type: 'key-file', user: server.user, keyFile });
const open = (logon: Logon, changes = {}) => openSftp({ ...profileOf(server), logon }, quietContext(server, changes));

it('takes the password and never logs it', async () => {
  const context = quietContext(server);
  const session = await openSftp(profileOf(server), context);
  expect(session.home).toBe(server.homePath);
  expect(session.protection.control).toMatchObject({ kind: 'ssh', cipher: 'aes128-gcm@openssh.com', hostKeyFingerprint: server.hostKeyFingerprint });
  expect(session.protection.control).toMatchObject({ keyExchange: expect.stringMatching(/^curve25519/u) as string });
  await session.close();
  expect(context.lines.join('\n')).toContain('Signed in as');
  expect(context.lines.join('\n')).not.toContain(server.password);
});

it('asks again after a wrong password, and goes in with the right one', async () => {
  const asked: boolean[] = [];
  const password = (refused: boolean) => {
    asked.push(refused);
    return Promise.resolve(refused ? server.password : 'wrong');
  };
  await (await openSftp(profileOf(server), quietContext(server, { password }))).close();
  expect(asked).toEqual([false, true]);
});

it('says that the password is wrong, and that signing in was cancelled', async () => {
  const wrong = await failureOf(openSftp(profileOf(server), quietContext(server, { password: (refused) => Promise.resolve(refused ? null : 'wrong') })));
  expect(wrong).toMatchObject({ reason: 'wrong-password', parameters: { user: server.user } });
  const cancelled = await failureOf(openSftp(profileOf(server), quietContext(server, { password: () => Promise.resolve(null) })));
  expect(cancelled.reason).toBe('sign-in-cancelled');
});

it('refuses an account without a proof', async () => {
  expect((await failureOf(open({ type: 'anonymous' }))).reason).toBe('login-refused');
});

it('needs no proof, not even a name, where the server lets anybody in', async () => {
  const open = await startServer('openssh', { anonymous: true });
  try {
    const context = quietContext(open, { password: () => Promise.reject(new Error('not to be asked')) });
    const session = await openSftp({ ...profileOf(open), logon: { type: 'anonymous' } }, context);
    expect(session.home).toBe(open.homePath);
    await session.close();
    expect(open.log()).toContain('Accepted none for anonymous from');
    expect(context.lines).toContain('status Signed in as anonymous');
  } finally {
    await open.stop();
  }
});

it('signs in with the key file of the fixtures', async () => {
  await (await open(withKey(server.keyFile ?? ''), { password: () => Promise.reject(new Error('not to be asked')) })).close();
});

it.each(['rsa.pem', 'ec.pem', 'ed25519.pem'])('signs in with %s, a PKCS#8 file', async (name) => {
  await (await open(withKey(join(folder, name)))).close();
});

it.each(['rsa.locked.pem', 'ec.locked.pem', 'ed25519.locked.pem', 'openssh', 'rsa-v2-locked.ppk', 'ecdsa-v2-locked.ppk', 'ed25519-v3-argon2id.ppk', 'ecdsa-v3-argon2i.ppk'])('asks for the passphrase of %s until it is right', async (name) => {
  const asked: boolean[] = [];
  const password = (refused: boolean) => {
    asked.push(refused);
    return Promise.resolve(refused ? 'open sesame' : 'wrong');
  };
  await (await open(withKey(join(folder, name)), { password })).close();
  expect(asked).toEqual([false, true]);
  const failure = await failureOf(open(withKey(join(folder, name)), { password: (refused: boolean) => Promise.resolve(refused ? null : 'wrong') }));
  expect(failure.reason).toBe('wrong-passphrase');
});

it('signs in with a key of the ssh-agent before it asks for a password', async () => {
  const agent = await startSshAgent();
  try {
    vi.stubEnv('SSH_AUTH_SOCK', agent.socket);
    // An agent without keys is no reason to fail.
    await (await openSftp(profileOf(server), quietContext(server))).close();
    const alone: Logon = { type: 'agent', user: server.user };
    const nobody = { password: () => Promise.reject(new Error('not to be asked')) };
    expect(await failureOf(open(alone, nobody))).toMatchObject({ code: 'login', reason: 'agent-empty' });
    await agent.add((await sshKeys()).stranger.privateFile);
    expect((await failureOf(open(alone, nobody))).reason).toBe('agent-keys-refused');
    await agent.add(server.keyFile ?? '');
    await (await openSftp(profileOf(server), quietContext(server, nobody))).close();
    await (await open(alone, nobody)).close();
    vi.stubEnv('SSH_AUTH_SOCK', join(folder, 'nobody-there.sock'));
    expect((await failureOf(open(alone, nobody))).reason).toBe('no-agent');
  } finally {
    vi.unstubAllEnvs();
    await agent.stop();
  }
});

it('says what is wrong with a key file', async () => {
  const missing = await failureOf(open(withKey(join(folder, 'nothing'))));
  expect(missing).toMatchObject({ reason: 'key-unreadable', detail: expect.stringContaining('ENOENT') as string });
  const publicHalf = await failureOf(open(withKey(join(folder, 'openssh.pub'))));
  expect(publicHalf).toMatchObject({ reason: 'key-is-public' });
  sshKeygen('-s', (await sshKeys()).stranger.privateFile, '-I', 'mine', '-n', server.user, join(folder, 'openssh.pub'));
  const certificate = await failureOf(open(withKey(join(folder, 'openssh-cert.pub'))));
  expect(certificate).toMatchObject({ reason: 'key-is-certificate', parameters: { keyFile: join(folder, 'openssh-cert.pub') } });
  await rm(join(folder, 'openssh-cert.pub'));
  await writeFile(join(folder, 'noise'), 'no key at all');
  expect((await failureOf(open(withKey(join(folder, 'noise'))))).reason).toBe('key-unreadable');
  const stranger = await failureOf(open(withKey((await sshKeys()).stranger.privateFile)));
  expect(stranger.reason).toBe('key-refused');
  expect(await readFile(join(folder, 'noise'), 'utf8')).toBe('no key at all');
});

it('trusts a known host key without a question, asks about a new one, and remembers it', async () => {
  const context = quietContext(server);
  await (await openSftp(profileOf(server), context)).close();
  await (await openSftp(profileOf(server), context)).close();
  expect(context.questions).toEqual(['host-key']);
  expect(context.remembered).toEqual([server.hostKeyFingerprint]);
});

/** The public half as in an authorized_keys file (RFC 4253 section 6.6, RFC 5656, RFC 8709). */
function sshLine(key: { kty?: string | undefined; n?: string | undefined; e?: string | undefined; x?: string | undefined; y?: string | undefined }): string {
  const field = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const raw = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url');
  const positive = (bytes: Buffer): Buffer => ((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
  const lineOf = (name: string, ...parts: readonly Buffer[]): string => `${name} ${Buffer.concat([field(Buffer.from(name)), ...parts.map(field)]).toString('base64')} test`;
  if (key.kty === 'RSA') return lineOf('ssh-rsa', positive(raw(key.e)), positive(raw(key.n)));
  if (key.kty === 'EC') return lineOf('ecdsa-sha2-nistp256', Buffer.from('nistp256'), Buffer.concat([Buffer.of(4), raw(key.x), raw(key.y)]));
  return lineOf('ssh-ed25519', raw(key.x));
}
