import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { startSshAgent, type TestAgent } from '../../../e2e/fixtures/ssh-agent.ts';
import { sshKeygen } from '../../../e2e/fixtures/ssh-keys.ts';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import type { Logon } from '../../../shared/model/logon.ts';
import { Failure } from '../session/failure.ts';
import { noIdentities, type SshIdentities } from '../ssh-config/identities.ts';
import { openSftp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

let server: TestServer;
let agent: TestAgent;
let folder: string;
const file = (name: string): string => join(folder, name);
const key = (name: string, type: string, bits: string, passphrase = ''): void => void sshKeygen('-t', type, ...(bits === '' ? [] : ['-b', bits]), '-N', passphrase, '-f', file(name));
const certify = (name: string, principal: string): void => void sshKeygen('-s', file('authority'), '-I', name, '-n', principal, file(`${name}.pub`));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-agent-keys-'));
  await chmod(folder, 0o755);
  for (const [name, type, bits] of [['authority', 'ed25519', ''], ['rsa', 'rsa', '2048'], ['ecdsa', 'ecdsa', '256'], ['first', 'ed25519', ''], ['second', 'ed25519', '']] as const) key(name, type, bits);
  const lines = await Promise.all(['rsa', 'ecdsa', 'first', 'second'].map((name) => readFile(file(`${name}.pub`), 'utf8')));
  await writeFile(file('authorized'), lines.join(''), { mode: 0o644 });
  server = await startServer('openssh', { configuration: [`TrustedUserCAKeys ${file('authority.pub')}`, 'Match all', `AuthorizedKeysFile ${file('authorized')}`] });
  agent = await startSshAgent();
  vi.stubEnv('SSH_AUTH_SOCK', agent.socket);
});
afterEach(() => agent.clear());
afterAll(async () => {
  vi.unstubAllEnvs();
  await agent.stop();
  await server.stop();
  await rm(folder, { recursive: true });
});

interface Attempt {
  /** `open`, or the reason why not. */
  readonly end: string;
  /** Key files whose passphrase was asked for; `password` for the account's. */
  readonly asked: readonly string[];
  readonly log: string;
}

async function attempt(logon: Logon['type'], identities: Partial<SshIdentities> = {}, at = server, keyFile = ''): Promise<Attempt> {
  const asked: string[] = [];
  const context = quietContext(at, {
    identitiesOf: () => ({ ...noIdentities, ...identities }),
    password: () => {
      asked.push('password');
      return Promise.resolve(null);
    },
    secretOf: ({ label }) => () => {
      asked.push(label);
      return Promise.resolve(null);
    },
  });
  const end = await openSftp({ ...profileOf(at), logon: { type: logon, user: at.user, keyFile } as Logon }, context).then(
    async (session) => {
      await session.close();
      return 'open';
    },
    (problem: unknown) => (problem instanceof Failure ? problem.data.reason : String(problem)),
  );
  return { end, asked, log: context.lines.join('\n') };
}

it.each(['rsa', 'ecdsa', 'first'])('signs in with the %s key of the agent', async (name) => {
  await agent.add(file(name));
  expect(await attempt('agent')).toMatchObject({ end: 'open', asked: [] });
});

it.each([['ed25519', ''], ['rsa', '2048'], ['ecdsa', '256'], ['ecdsa', '521']])('signs in with a certificate that the agent holds for a key of the type %s %s', async (type, bits) => {
  const name = `certified-${type}${bits}`;
  key(name, type, bits);
  await agent.add(file(name));
  expect((await attempt('agent')).end).toBe('agent-keys-refused');
  certify(name, server.user);
  await agent.add(file(name));
  const signedIn = await attempt('agent');
  expect(signedIn.end).toBe('open');
  expect(signedIn.log).toMatch(/with the certificate \S+-cert-v01@openssh\.com SHA256:/u);
});

it('is refused with a certificate for somebody else', async () => {
  key('for-another', 'ed25519', '');
  certify('for-another', 'somebody-else');
  await agent.add(file('for-another'));
  expect((await attempt('agent')).end).toBe('agent-keys-refused');
});

it('asks no passphrase of a configured key that the agent holds, and asks it where the agent lacks it', async () => {
  await copyFile(file('first'), file('sealed'));
  sshKeygen('-p', '-P', '', '-N', 'open sesame', '-f', file('sealed'));
  const configured = { keyFiles: [file('sealed')], only: true };
  expect(await attempt('password', configured)).toMatchObject({ end: 'sign-in-cancelled', asked: [file('sealed'), 'password'] });
  await agent.add(file('first'));
  expect(await attempt('password', configured)).toMatchObject({ end: 'open', asked: [] });
});

it('finds the key of a token or a vault by its public half, with no other key of the agent beside it', async () => {
  const configured = { keyFiles: [file('second.pub')], only: true };
  await agent.add(file('first'));
  expect(await attempt('password', configured)).toMatchObject({ end: 'sign-in-cancelled', asked: ['password'] });
  expect((await attempt('agent', configured)).end).toBe('agent-empty');
  await agent.add(file('second'));
  for (const logon of ['password', 'agent'] as const) {
    const signedIn = await attempt(logon, configured);
    expect(signedIn).toMatchObject({ end: 'open', asked: [] });
    expect(signedIn.log.match(/Signing in as/gu)).toHaveLength(1);
  }
});

it('goes on to what comes next where the agent does not sign', async () => {
  vi.stubEnv('SSH_ASKPASS', '/bin/false');
  vi.stubEnv('SSH_ASKPASS_REQUIRE', 'force');
  const wary = await startSshAgent();
  try {
    await wary.add(file('first'), '-c');
    const refused = await attempt('password', { agent: wary.socket });
    expect(refused).toMatchObject({ end: 'sign-in-cancelled', asked: ['password'] });
    expect(refused.log).toContain('The key did not sign: The agent refused.');
  } finally {
    await wary.stop();
  }
});

it('gives two keys where a server wants two', async () => {
  const strict = await startServer('openssh', { signIn: ['publickey,publickey'], configuration: ['Match all', `AuthorizedKeysFile ${file('authorized')}`] });
  try {
    await agent.add(file('first'));
    expect((await attempt('agent', {}, strict)).end).toBe('login-refused');
    await agent.add(file('second'));
    expect((await attempt('agent', {}, strict)).end).toBe('open');
    agent.clear();
    await agent.add(file('rsa'));
    expect((await attempt('key-file', {}, strict, file('ecdsa'))).end).toBe('open');
    expect((await attempt('key-file', {}, strict, file('rsa'))).end).toBe('login-refused');
    expect((await attempt('password', { keyFiles: [file('ecdsa'), file('rsa')] }, strict)).end).toBe('open');
  } finally {
    await strict.stop();
  }
});
