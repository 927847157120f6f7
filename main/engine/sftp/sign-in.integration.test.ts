import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startFaultProxy } from '../../../e2e/fixtures/fault-proxy.ts';
import { startSftpDouble, type SftpDouble } from '../../../e2e/fixtures/sftp-double.ts';
import { sshKeygen, sshKeys } from '../../../e2e/fixtures/ssh-keys.ts';
import { startSshAgent } from '../../../e2e/fixtures/ssh-agent.ts';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { LONGEST_PROMPT, MOST_PROMPTS } from '../../../shared/model/question.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import type { Logon } from '../../../shared/model/logon.ts';
import type { Ask } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { openSftp } from './connect.ts';
import { ppkSamples } from './keys/testing/ppk-samples.ts';
import { profileOf, quietContext } from './test-context.ts';

const failureOf = async (promise: Promise<unknown>): Promise<Failure> => {
  const thrown = await promise.then(() => null, (problem: unknown) => problem);
  expect(thrown).toBeInstanceOf(Failure);
  return thrown as Failure;
};
const answering = (answers: Readonly<Record<string, unknown>>): Ask => ((question: { kind: string }) => Promise.resolve(answers[question.kind] ?? null)) as Ask;

describe('on OpenSSH', () => {
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
    expect(wrong.data).toMatchObject({ reason: 'wrong-password', parameters: { user: server.user } });
    const cancelled = await failureOf(openSftp(profileOf(server), quietContext(server, { password: () => Promise.resolve(null) })));
    expect(cancelled.data.reason).toBe('sign-in-cancelled');
  });

  it('refuses an account without a proof', async () => {
    expect((await failureOf(open({ type: 'anonymous' }))).data.reason).toBe('login-refused');
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
    expect(failure.data.reason).toBe('wrong-passphrase');
  });

  it('signs in with a key of the ssh-agent before it asks for a password', async () => {
    const agent = await startSshAgent();
    try {
      vi.stubEnv('SSH_AUTH_SOCK', agent.socket);
      // An agent without keys is no reason to fail.
      await (await openSftp(profileOf(server), quietContext(server))).close();
      const alone: Logon = { type: 'agent', user: server.user };
      const nobody = { password: () => Promise.reject(new Error('not to be asked')) };
      expect((await failureOf(open(alone, nobody))).data).toMatchObject({ code: 'login', reason: 'agent-empty' });
      await agent.add((await sshKeys()).stranger.privateFile);
      expect((await failureOf(open(alone, nobody))).data.reason).toBe('agent-keys-refused');
      await agent.add(server.keyFile ?? '');
      await (await openSftp(profileOf(server), quietContext(server, nobody))).close();
      await (await open(alone, nobody)).close();
      vi.stubEnv('SSH_AUTH_SOCK', join(folder, 'nobody-there.sock'));
      expect((await failureOf(open(alone, nobody))).data.reason).toBe('no-agent');
    } finally {
      vi.unstubAllEnvs();
      await agent.stop();
    }
  });

  it('says what is wrong with a key file', async () => {
    const missing = await failureOf(open(withKey(join(folder, 'nothing'))));
    expect(missing.data).toMatchObject({ reason: 'key-unreadable', detail: expect.stringContaining('ENOENT') as string });
    const publicHalf = await failureOf(open(withKey(join(folder, 'openssh.pub'))));
    expect(publicHalf.data).toMatchObject({ reason: 'key-is-public' });
    sshKeygen('-s', (await sshKeys()).stranger.privateFile, '-I', 'mine', '-n', server.user, join(folder, 'openssh.pub'));
    const certificate = await failureOf(open(withKey(join(folder, 'openssh-cert.pub'))));
    expect(certificate.data).toMatchObject({ reason: 'key-is-certificate', parameters: { keyFile: join(folder, 'openssh-cert.pub') } });
    await rm(join(folder, 'openssh-cert.pub'));
    await writeFile(join(folder, 'noise'), 'no key at all');
    expect((await failureOf(open(withKey(join(folder, 'noise'))))).data.reason).toBe('key-unreadable');
    const stranger = await failureOf(open(withKey((await sshKeys()).stranger.privateFile)));
    expect(stranger.data.reason).toBe('key-refused');
    expect(await readFile(join(folder, 'noise'), 'utf8')).toBe('no key at all');
  });

  it('trusts a known host key without a question, asks about a new one, and remembers it', async () => {
    const context = quietContext(server);
    await (await openSftp(profileOf(server), context)).close();
    await (await openSftp(profileOf(server), context)).close();
    expect(context.questions).toEqual(['host-key']);
    expect(context.remembered).toEqual([server.hostKeyFingerprint]);
  });
});

describe('with known_hosts', () => {
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
    expect((await failureOf(openSftp(profileOf(server), context))).data.reason).toBe('host-key-changed');
    expect(asked).toMatchObject([{ kind: 'host-key', remembered: ed25519.changed.fingerprint, fingerprint: server.hostKeyFingerprint }]);
  });

  it('refuses a revoked one without asking, even where it is remembered', async () => {
    const { ed25519 } = (await sshKeys()).hosts;
    const context = quietContext(server, { knownHostsFile: await knowing(`@revoked * ${ed25519.first.publicKey}`, `${name()} ${ed25519.first.publicKey}`) });
    context.remembered.push(server.hostKeyFingerprint ?? '');
    expect((await failureOf(openSftp(profileOf(server), context))).data).toMatchObject({ code: 'trust', reason: 'host-key-revoked' });
    expect(context.questions).toEqual([]);
  });

  it('asks as ever where there is no such file, or no such host in it', async () => {
    for (const knownHostsFile of [join(folder, 'none'), await knowing(`other.example ${(await sshKeys()).hosts.ed25519.first.publicKey}`)]) {
      const context = quietContext(server, { knownHostsFile });
      await (await openSftp(profileOf(server), context)).close();
      expect(context.questions).toEqual(['host-key']);
    }
  });
});

describe('on a double', () => {
  let double: SftpDouble | null = null;
  afterEach(async () => {
    await double?.stop();
    double = null;
  });

  it('refuses an unknown host key before anything secret is sent', async () => {
    double = await startSftpDouble();
    const password = () => Promise.reject(new Error('not to be asked'));
    const failure = await failureOf(openSftp(profileOf(double), quietContext(double, { ask: answering({ 'host-key': 'refuse' }), password })));
    expect(failure.data).toMatchObject({ code: 'trust', reason: 'host-key-refused', detail: expect.stringContaining(double.hostKeyFingerprint) as string });
  });

  it('tells a changed host key from an unknown one', async () => {
    double = await startSftpDouble({ hostKey: 'changed' });
    const asked: unknown[] = [];
    const ask = ((question: unknown) => {
      asked.push(question);
      return Promise.resolve('refuse');
    }) as Ask;
    const context = quietContext(double, { ask, password: () => Promise.reject(new Error('not to be asked')) });
    context.remembered.push('SHA256:the-old-one');
    expect((await failureOf(openSftp(profileOf(double), context))).data.reason).toBe('host-key-changed');
    expect(asked).toMatchObject([{ kind: 'host-key', remembered: 'SHA256:the-old-one', fingerprint: double.hostKeyFingerprint }]);
  });

  it('answers a lone password question itself and asks the user the others', async () => {
    double = await startSftpDouble({ login: 'keyboard-interactive' });
    const asked: unknown[] = [];
    const ask = ((question: { kind: string }) => {
      if (question.kind === 'prompts') asked.push(question);
      return Promise.resolve(question.kind === 'prompts' ? ['123456'] : 'once');
    }) as Ask;
    await (await openSftp(profileOf(double), quietContext(double, { ask }))).close();
    expect(asked).toMatchObject([{ kind: 'prompts', prompts: [{ text: 'Code: ', echo: true }] }]);
  });

  it('shows every question of the server where the site wants that, and keeps no answer', async () => {
    double = await startSftpDouble({ login: 'keyboard-interactive' });
    const { password } = double;
    const asked: string[] = [];
    const ask = ((question: { kind: string; prompts?: readonly { text: string }[] }) => {
      const text = question.prompts?.[0]?.text;
      if (text !== undefined) asked.push(text);
      return Promise.resolve(text === undefined ? 'once' : [text === 'Code: ' ? '123456' : password]);
    }) as Ask;
    const context = quietContext(double, { ask, password: () => Promise.reject(new Error('not to be asked')) });
    await (await openSftp({ ...profileOf(double), logon: { type: 'interactive', user: double.user } }, context)).close();
    expect(asked).toEqual(['Password: ', 'Code: ']);
  });

  it('goes on with the questions of a second step once the key is accepted', async () => {
    double = await startSftpDouble({ login: 'key-and-code' });
    const asked: unknown[] = [];
    const ask = ((question: { kind: string; prompts?: readonly { text: string }[] }) => {
      if (question.kind === 'prompts') asked.push(question.prompts);
      return Promise.resolve(question.kind !== 'prompts' ? 'once' : [asked.length === 1 ? '123456' : '4711']);
    }) as Ask;
    const context = quietContext(double, { ask, password: () => Promise.reject(new Error('not to be asked')) });
    await (await openSftp({ ...profileOf(double), logon: { type: 'key-file', user: double.user, keyFile: double.keyFile } }, context)).close();
    expect(asked).toEqual([[{ text: 'Verification code: ', echo: true }], [{ text: 'PIN: ', echo: false }]]);
    expect(context.lines.join('\n')).toContain('Accepted so far; the server wants: keyboard-interactive');
  });

  it('lets this computer vouch for its user', async () => {
    double = await startSftpDouble({ login: 'host-based' });
    const by = (localUser: string): Logon => ({ type: 'host-based', user: double?.user ?? '', keyFile: double?.keyFile ?? '', localHost: 'boat.example', localUser });
    await (await openSftp({ ...profileOf(double), logon: by('skipper') }, quietContext(double))).close();
    const failure = await failureOf(openSftp({ ...profileOf(double), logon: by('cook') }, quietContext(double)));
    expect(failure.data).toMatchObject({ code: 'login', reason: 'host-based-refused', parameters: { localUser: 'cook' } });
  });

  it.each([
    ['more prompts', Array.from({ length: MOST_PROMPTS + 1 }, () => 'Code: ')],
    ['a longer prompt', ['x'.repeat(LONGEST_PROMPT + 1)]],
  ])('asks nobody where the server has %s than a person can be shown', async (_what, prompts) => {
    double = await startSftpDouble({ login: 'keyboard-interactive', prompts });
    const context = quietContext(double);
    expect((await failureOf(openSftp(profileOf(double), context))).data).toMatchObject({ code: 'protocol', reason: 'prompts-unbounded' });
    expect(context.questions).toEqual(['host-key']);
  });

  it('ends when the user gives up at a question', async () => {
    double = await startSftpDouble({ login: 'keyboard-interactive' });
    const failure = await failureOf(openSftp(profileOf(double), quietContext(double, { ask: answering({ 'host-key': 'once' }) })));
    expect(failure.data.reason).toBe('sign-in-cancelled');
  });

  it('says so when the server lets nobody in, hangs up or falls silent while signing in', async () => {
    double = await startSftpDouble({ login: 'refused' });
    expect((await failureOf(openSftp(profileOf(double), quietContext(double)))).data.reason).toBe('wrong-password');
    await double.stop();
    double = await startSftpDouble({ login: 'hang-up' });
    expect((await failureOf(openSftp(profileOf(double), quietContext(double)))).data.reason).toBe('server-hung-up');
    await double.stop();
    double = await startSftpDouble({ login: 'silence' });
    const impatient = quietContext(double, { settings: { ...settingsSchema.parse({}), timeoutSeconds: 1 } });
    expect((await failureOf(openSftp(profileOf(double), impatient))).data.reason).toBe('reply-timeout');
  });

  it('tells a server that hangs up after it refused a password from one that hangs up before', async () => {
    double = await startSftpDouble();
    const proxy = await startFaultProxy(double);
    try {
      const hangUp = () => {
        proxy.cut();
        return Promise.resolve('unheard');
      };
      const afterwards = (refused: boolean) => {
        if (!refused) return Promise.resolve('wrong');
        proxy.cut();
        return new Promise<never>(() => undefined);
      };
      const at = { ...profileOf(double), port: proxy.port };
      expect((await failureOf(openSftp(at, quietContext(double, { password: hangUp })))).data.reason).toBe('server-hung-up');
      expect((await failureOf(openSftp(at, quietContext(double, { password: afterwards })))).data.reason).toBe('wrong-password');
    } finally {
      await proxy.stop();
    }
  });

  it('does not count the time that a person thinks', async () => {
    double = await startSftpDouble();
    const ask = (() => new Promise<unknown>((resolve) => { setTimeout(() => resolve('once'), 1_300); })) as Ask;
    const impatient = quietContext(double, { settings: { ...settingsSchema.parse({}), timeoutSeconds: 1 }, ask });
    await (await openSftp(profileOf(double), impatient)).close();
  });

  it('is cancelled by its signal, also while a question stands', async () => {
    double = await startSftpDouble();
    const cancel = new AbortController();
    const ask = (() => {
      cancel.abort();
      return new Promise(() => undefined);
    }) as Ask;
    expect((await failureOf(openSftp(profileOf(double), quietContext(double, { ask, signal: cancel.signal })))).data.reason).toBe('cancelled');
  });
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
