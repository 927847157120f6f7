import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startForger } from '../../../../e2e/fixtures/forger.ts';
import { sshKeygen, sshKeys } from '../../../../e2e/fixtures/ssh-keys.ts';
import { startServer, type TestServer } from '../../../../e2e/fixtures/start-server.ts';
import type { HostKeyAlgorithm } from '../../../../e2e/fixtures/test-server.ts';
import type { Question } from '../../../../shared/model/question.ts';
import type { Ask } from '../../session/context.ts';
import { failureOf } from '../../session/failure-of.ts';
import { openSftp } from '../connect.ts';
import { profileOf, quietContext, type RecordingContext } from '../test-context.ts';

const LOOPBACK = '127.0.0.1';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-host-certificates-'));
  for (const [name, type] of [['authority', 'ed25519'], ['stranger', 'ed25519'], ['ecdsa', 'ecdsa'], ['rsa', 'rsa']] as const) sshKeygen('-t', type, '-N', '', '-f', join(folder, name));
});
afterAll(() => rm(folder, { recursive: true }));

interface Issued {
  readonly by?: string;
  readonly for?: HostKeyAlgorithm;
  readonly flags?: readonly string[];
  /** Further lines for sshd. */
  readonly lines?: readonly string[];
}

/** An sshd that shows a certificate for its host key. */
async function serve({ by = 'authority', for: algorithm = 'ed25519', flags = ['-h', '-n', `web.example,${LOOPBACK}`], lines = [] }: Issued = {}): Promise<TestServer> {
  const key = join(folder, `host-${algorithm}`);
  await copyFile((await sshKeys()).hosts[algorithm].first.publicFile, `${key}.pub`);
  sshKeygen('-s', join(folder, by), '-I', 'the web server', ...flags, `${key}.pub`);
  const server = await startServer('openssh', { hostKeyAlgorithm: algorithm, configuration: [`HostCertificate ${key}-cert.pub`, ...lines] });
  onTestFinished(() => server.stop());
  return server;
}

const publicOf = async (name: string): Promise<string> => (await readFile(join(folder, `${name}.pub`), 'utf8')).split(' ').slice(0, 2).join(' ');
const fingerprintOf = (name: string): string => /SHA256:\S+/u.exec(sshKeygen('-l', '-f', join(folder, `${name}.pub`)))?.[0] ?? '';

async function knowing(...lines: readonly string[]): Promise<string> {
  const file = join(folder, 'known_hosts');
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  return file;
}

interface Met {
  readonly context: RecordingContext;
  readonly questions: readonly Question[];
  readonly control: unknown;
}

async function meet(server: Pick<TestServer, 'host' | 'port' | 'user' | 'password'>, knownHostsFile: string): Promise<Met> {
  const questions: Question[] = [];
  const ask = ((question: Question) => {
    questions.push(question);
    return Promise.resolve('once');
  }) as Ask;
  const context = quietContext(server, { knownHostsFile, ask });
  const session = await openSftp(profileOf(server), context);
  const { control } = session.protection;
  await session.close();
  return { context, questions, control };
}
const named = ({ host, port }: Pick<TestServer, 'host' | 'port'>): string => `[${host}]:${port}`;

describe('a certificate of an authority of known_hosts', () => {
  it.each<[HostKeyAlgorithm, string]>([
    ['ed25519', 'authority'],
    ['ecdsa', 'ecdsa'],
    ['rsa', 'rsa'],
  ])('vouches without a question for a key of the kind %s', async (algorithm, by) => {
    const server = await serve({ for: algorithm, by });
    const { context, questions, control } = await meet(server, await knowing(`@cert-authority ${named(server)} ${await publicOf(by)}`));
    expect(questions).toEqual([]);
    expect(context.remembered).toEqual([]);
    expect(control).toMatchObject({ hostKeyFingerprint: server.hostKeyFingerprint, hostCertificate: { authority: fingerprintOf(by), keyId: 'the web server', validUntil: null } });
    expect(context.lines.join('\n')).toContain('vouches for the host key');
  });

  it.each(['rsa-sha2-256', 'rsa-sha2-512'])('goes with a signature of the exchange by %s', async (name) => {
    const server = await serve({ for: 'rsa', lines: [`HostKeyAlgorithms ${name}-cert-v01@openssh.com`] });
    expect((await meet(server, await knowing(`@cert-authority ${named(server)} ${await publicOf('authority')}`))).questions).toEqual([]);
  });

  it('is found by a pattern, without the port, and by a hashed name', async () => {
    const server = await serve();
    const authority = await publicOf('authority');
    for (const name of ['*', '127.0.0.?', LOOPBACK]) expect((await meet(server, await knowing(`@cert-authority ${name} ${authority}`))).questions).toEqual([]);
    const hashed = await knowing(`${named(server)} ${authority}`);
    sshKeygen('-H', '-f', hashed);
    const [line] = (await readFile(hashed, 'utf8')).split('\n');
    expect(line).toMatch(/^\|1\|/u);
    expect((await meet(server, await knowing(`@cert-authority ${line}`))).questions).toEqual([]);
  });

  it('vouches again when keys are exchanged in mid-connection', async () => {
    const server = await serve({ lines: ['RekeyLimit 1K'] });
    const { context, questions } = await meet(server, await knowing(`@cert-authority * ${await publicOf('authority')}`));
    expect(questions).toEqual([]);
    expect(context.lines.filter((line) => line.includes('Key exchange')).length).toBeGreaterThan(1);
  });

  it('counts before a plain key that differs', async () => {
    const server = await serve();
    const other = (await sshKeys()).hosts.ed25519.changed.publicKey;
    expect((await meet(server, await knowing(`${named(server)} ${other}`, `@cert-authority ${named(server)} ${await publicOf('authority')}`))).questions).toEqual([]);
  });

  it('shows when it ends', async () => {
    const server = await serve({ flags: ['-h', '-n', '127.*', '-V', '20200101Z:20991231Z'] });
    const { control, questions } = await meet(server, await knowing(`@cert-authority * ${await publicOf('authority')}`));
    expect(questions).toEqual([]);
    expect(control).toMatchObject({ hostCertificate: { validUntil: Date.UTC(2099, 11, 31) } });
  });
});

describe('a certificate that does not count', () => {
  it.each<[string, Issued]>([
    ['unknown-authority', { by: 'stranger' }],
    ['expired', { flags: ['-h', '-n', LOOPBACK, '-V', '20200101Z:20210101Z'] }],
    ['not-yet-valid', { flags: ['-h', '-n', LOOPBACK, '-V', '20980101Z:20990101Z'] }],
    ['wrong-name', { flags: ['-h', '-n', 'web.example,10.*'] }],
    ['without-names', { flags: ['-h'] }],
  ])('leaves the plain key to be judged, and says why: %s', async (fault, issued) => {
    const server = await serve(issued);
    const { context, questions, control } = await meet(server, await knowing(`@cert-authority ${named(server)} ${await publicOf('authority')}`));
    expect(questions).toMatchObject([{ kind: 'host-key', algorithm: 'ssh-ed25519', fingerprint: server.hostKeyFingerprint, remembered: null, certificateFault: fault }]);
    expect(control).not.toHaveProperty('hostCertificate');
    expect(context.lines.join('\n')).toMatch(/“the web server” by the authority SHA256:\S+, which does not count: /u);
  });

  it('is one of a revoked authority', async () => {
    const server = await serve();
    const authority = await publicOf('authority');
    const { questions } = await meet(server, await knowing(`@cert-authority * ${authority}`, `@revoked * ${authority}`));
    expect(questions).toMatchObject([{ kind: 'host-key', certificateFault: 'revoked-authority' }]);
  });

  it('is said in the log where the plain key is known', async () => {
    const server = await serve({ by: 'stranger' });
    const plain = (await sshKeys()).hosts.ed25519.first.publicKey;
    const { questions, context } = await meet(server, await knowing(`@cert-authority * ${await publicOf('authority')}`, `${named(server)} ${plain}`));
    expect(questions).toEqual([]);
    expect(context.lines.join('\n')).toContain('which does not count');
  });
});

it('refuses a revoked key whatever certificate it has', async () => {
  const server = await serve();
  const file = await knowing(`@cert-authority * ${await publicOf('authority')}`, `@revoked * ${(await sshKeys()).hosts.ed25519.first.publicKey}`);
  const failure = await failureOf(meet(server, file));
  expect(failure.reason).toBe('host-key-revoked');
});

it('asks for no certificate where known_hosts names no authority for the host', async () => {
  const server = await serve();
  const { questions, context } = await meet(server, await knowing(`@cert-authority *.elsewhere ${await publicOf('authority')}`));
  expect(questions).toMatchObject([{ kind: 'host-key', fingerprint: server.hostKeyFingerprint }]);
  expect(questions[0]).not.toHaveProperty('certificateFault');
  expect(context.lines.join('\n')).not.toContain('certificate');
});

it('says in the log that a server shows none, though an authority is known for it', async () => {
  const server = await startServer('openssh');
  onTestFinished(() => server.stop());
  const { questions, context } = await meet(server, await knowing(`@cert-authority * ${await publicOf('authority')}`));
  expect(questions).toMatchObject([{ kind: 'host-key', fingerprint: server.hostKeyFingerprint }]);
  expect(context.lines.join('\n')).toContain('shows no certificate');
});

it.each<[string, (reply: Buffer) => number]>([
  ['the signature of the exchange', (reply) => reply.lastIndexOf('ssh-ed25519') + 40],
  ['the certificate', (reply) => reply.indexOf('the web server')],
])('lets nobody pass who changes %s on the way', async (_, place) => {
  const server = await serve();
  const forger = await startForger(server, (reply) => {
    const at = place(reply);
    reply[at] = (reply[at] ?? 0) ^ 1;
  });
  onTestFinished(() => forger.stop());
  const password = () => Promise.reject(new Error('not to be asked'));
  const there = { ...server, host: forger.host, port: forger.port };
  const context = quietContext(there, { knownHostsFile: await knowing(`@cert-authority * ${await publicOf('authority')}`), password });
  const failure = await failureOf(openSftp(profileOf(there), context));
  expect(failure).toMatchObject({ code: 'trust', reason: 'host-key-unproven' });
});
