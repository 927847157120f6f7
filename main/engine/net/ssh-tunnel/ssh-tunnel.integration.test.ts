import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSniffer } from '../../../../e2e/fixtures/sniffer.ts';
import { startServer, type ServerKind, type TestServer } from '../../../../e2e/fixtures/start-server.ts';
import { describeFailure } from '../../../../shared/locale/describe-failure.ts';
import { LOCAL_SESSION } from '../../../../shared/model/ids.ts';
import { profileSchema, type Profile } from '../../../../shared/model/profile.ts';
import type { Answer, Question } from '../../../../shared/model/question.ts';
import { hostMemory, newOperation, startTestEngine, valueOf, type TestEngine, type TestEngineOptions } from '../../test-engine.ts';

/** The ports that connections below sockets lead to, of which Node tells nobody. */
const bare = vi.hoisted(() => new Set<number | undefined>());
vi.mock('../bare-socket.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../bare-socket.ts')>();
  return { ...original, connectBare: (...to: Parameters<typeof original.connectBare>) => {
    bare.add(to[1]);
    return original.connectBare(...to);
  } };
});

let hop: TestServer;
let second: TestServer;
let target: TestServer;
const running: { stop(): Promise<unknown> }[] = [];
const engines: TestEngine[] = [];

beforeAll(async () => {
  [hop, second, target] = await Promise.all([startServer('openssh'), startServer('openssh', { hostKey: 'changed' }), startServer('openssh')]);
});
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
  await Promise.all(running.splice(0).map((one) => one.stop()));
});
afterAll(() => Promise.all([hop, second, target].map((server) => server?.stop())));

type Place = Pick<TestServer, 'host' | 'port'>;

async function until<T extends { stop(): Promise<unknown> }>(starting: Promise<T>): Promise<T> {
  const started = await starting;
  running.push(started);
  return started;
}

function profileOf(server: TestServer, hops: readonly Place[], data: 'through' | 'direct' = 'through', at: Place = server, user = hop.user): Profile {
  const through = hops.map(({ host, port }) => ({ host, port, logon: { type: 'password', user } }));
  return profileSchema.parse({ protocol: server.protocol, host: at.host, port: at.port, logon: { type: 'password', user: server.user }, tunnel: { hops: through, data } });
}

/** A person who knows the password of every account and trusts every server. */
function person(question: Question): Answer | null {
  if (question.kind === 'password') return { kind: 'password', answer: question.again ? null : { secret: hop.password } };
  if (question.kind === 'host-key') return { kind: 'host-key', answer: 'always' };
  if (question.kind === 'file-exists') return { kind: 'file-exists', answer: { action: 'overwrite', scope: 'run' } };
  return question.kind === 'plaintext' || question.kind === 'certificate' ? { kind: question.kind, answer: 'once' } : null;
}

function startEngine(options: TestEngineOptions = {}): TestEngine {
  const engine = startTestEngine({ answer: person, ...options });
  engines.push(engine);
  return engine;
}

const logOf = ({ events }: TestEngine): string => events.flatMap((event) => (event.type === 'log' ? event.lines.map(({ text }) => text) : [])).join('\n');

describe('SFTP through jump hosts', () => {
  it('passes two of them, each with its own host key and password, in one tunnel for all connections', async () => {
    const memory = hostMemory();
    const door = await until(startSniffer(hop));
    const engine = startEngine({ memory, transfers: 3 });
    await mkdir(join(target.root, 'many'));
    await Promise.all(Array.from({ length: 12 }, (_, index) => writeFile(join(target.root, 'many', `${index}`), Buffer.alloc(200_000, index))));
    const facts = await engine.connect(profileOf(target, [door, second]));
    expect([...memory.hostKeys.keys()].toSorted()).toEqual([door, second, target].map(({ host, port }) => `${host} ${port}`).toSorted());
    expect(facts.protection.inside?.control).toMatchObject({ kind: 'ssh', hops: 2, via: `${second.host}:${second.port}` });
    const rows = await engine.transfer(facts.session, [{ path: join(target.root, 'many'), kind: 'directory' }], LOCAL_SESSION, hop.root);
    expect(rows.filter((row) => row.state !== 'done')).toEqual([]);
    expect((await readFile(join(hop.root, 'many', '7'))).equals(Buffer.alloc(200_000, 7))).toBe(true);
    expect(door.connections()).toBe(1);
    await expect.poll(() => logOf(engine)).toContain('hop 2 of 2: Signed in as');

    // Lost, it opens again at the next use.
    door.cut();
    await engine.until(() => engine.events.some((event) => event.type === 'session-lost'));
    valueOf(await engine.client.list(newOperation(), facts.session, target.root, { fresh: true }));
    expect(door.connections()).toBe(2);

    // Closed with its account.
    await engine.client.disconnect(facts.session);
    await expect.poll(() => door.open()).toBe(0);
  });

  it('names the hop that is dead, refuses the password, is not trusted, forbids, or cannot reach the next', async () => {
    const strict = await until(startServer('openssh', { configuration: ['Match all', 'AllowTcpForwarding no'] }));
    const reserved = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => reserved.once('listening', resolve));
    const dead: Place = { host: '127.0.0.1', port: (reserved.address() as AddressInfo).port };
    await new Promise((resolve) => reserved.close(resolve));

    const failing = async (profile: Profile, answer = person) => {
      const outcome = await startEngine({ answer }).client.connect(newOperation(), profile, {});
      if (outcome.ok) throw new Error('It connected.');
      return { reason: outcome.failure.reason, words: describeFailure(outcome.failure).what };
    };
    expect(await failing(profileOf(target, [dead]))).toEqual({
      reason: 'hop-failed', words: `Hop 1 of 1, 127.0.0.1:${dead.port}, could not be passed: 127.0.0.1 does not accept connections on port ${dead.port}.`,
    });
    const broken = createServer((socket) => void socket.on('error', () => undefined).resume().end('SSH-2.0-Broken\r\n')).listen(0, '127.0.0.1');
    await until(Promise.resolve({ stop: () => new Promise((resolve) => broken.close(resolve)) }));
    await new Promise((resolve) => broken.once('listening', resolve));
    const half: Place = { host: '127.0.0.1', port: (broken.address() as AddressInfo).port };
    expect(await failing(profileOf(target, [hop, half]))).toEqual({
      reason: 'hop-failed', words: `Hop 2 of 2, 127.0.0.1:${half.port}, could not be passed: 127.0.0.1 closed the connection before the encryption was set up.`,
    });
    expect(await failing(profileOf(target, [hop, dead]))).toEqual({ reason: 'hop-cannot-reach', words: `Hop 1 of 2, 127.0.0.1:${hop.port}, cannot reach 127.0.0.1 on port ${dead.port}.` });
    expect((await failing(profileOf(target, [hop], 'through', dead))).reason).toBe('hop-cannot-reach');
    expect(await failing(profileOf(target, [strict]))).toEqual({
      reason: 'hop-forbids', words: `Hop 1 of 1, 127.0.0.1:${strict.port}, does not allow connections through it to 127.0.0.1 port ${target.port}.`,
    });
    const refused = await failing(profileOf(target, [hop, second], 'through', target, 'nobody-here'));
    expect(refused.reason).toBe('hop-refused-login');
    expect(refused.words).toContain(`Hop 1 of 2, 127.0.0.1:${hop.port}, did not let you in: `);
    const untrusted = await failing(profileOf(target, [hop, second]), (question) =>
      question.kind === 'host-key' && question.port === second.port ? { kind: 'host-key', answer: 'refuse' } : person(question));
    expect(untrusted).toEqual({ reason: 'hop-untrusted', words: `Hop 2 of 2, 127.0.0.1:${second.port}, is not trusted: The host key of 127.0.0.1 is not trusted.` });
  });

  it('says which hop asks its own questions', async () => {
    const asking = await until(startServer('openssh', { signIn: ['keyboard-interactive'] }));
    const engine = startEngine({ answer: (question) => (question.kind === 'prompts' ? { kind: 'prompts', answer: [asking.password] } : person(question)) });
    const { host, port, user } = asking;
    const profile = { ...profileOf(target, [hop, asking]), tunnel: { hops: [{ host: hop.host, port: hop.port, logon: { type: 'password' as const, user } }, { host, port, logon: { type: 'interactive' as const, user } }], data: 'through' as const } };
    await engine.connect(profile);
    expect(engine.questions.filter(({ kind }) => kind === 'prompts')).toMatchObject([{ host, port, hop: { number: 2, count: 2 }, prompts: [{ text: 'Password: ' }] }]);
  });

  it('leaves no tunnel open when the server behind it cannot be signed in to, or the user gives up', async () => {
    const door = await until(startSniffer(hop));
    const engine = startEngine({ answer: (question) => (question.kind === 'password' && question.again ? { kind: 'password', answer: null } : person(question)) });
    const wrong = { ...profileOf(target, [door]), logon: { type: 'password' as const, user: 'nobody-here' } };
    expect((await engine.client.connect(newOperation(), wrong, {})).ok).toBe(false);
    expect(door.connections()).toBe(1);
    await expect.poll(() => door.open()).toBe(0);

    const asking = startEngine({ answer: () => null });
    const operation = newOperation();
    const attempt = asking.client.connect(operation, profileOf(target, [door]), {});
    await asking.until(() => asking.questions.length > 0);
    await asking.client.cancel(operation);
    expect((await attempt).ok).toBe(false);
    await expect.poll(() => door.open()).toBe(0);
  });

  it('finds hops, users and keys in ssh_config', async () => {
    const file = join(hop.root, 'ssh_config');
    await writeFile(file, [
      'Host inner', `  HostName ${target.host}`, `  Port ${target.port}`, '  ProxyJump door',
      'Host door', `  HostName ${hop.host}`, `  Port ${hop.port}`,
      'Host *', `  User ${hop.user}`, `  IdentityFile ${hop.root}/missing`, `  IdentityFile ${hop.keyFile}`, '  IdentitiesOnly yes',
    ].join('\n'));
    const engine = startEngine({ sshConfigFile: file, answer: (question) => (question.kind === 'password' ? null : person(question)) });
    const facts = await engine.connect(profileSchema.parse({ protocol: 'sftp', host: 'inner', port: 22, logon: { type: 'password', user: '' } }));
    expect(facts.home).toBe(target.homePath);
    expect(facts.label).toBe('sftp://inner:22');
    await expect.poll(() => logOf(engine)).toContain(`inner is ${target.user}@${target.host}:${target.port} by ${file}`);
  });
});

describe.each(['pure-ftpd-plain', 'vsftpd-explicit', 'proftpd-implicit'] satisfies ServerKind[])('%s over SSH', (kind) => {
  it.each(['through', 'direct'] as const)('keeps its control connection inside the tunnel, with data %s', async (data) => {
    const server = await until(startServer(kind));
    const outside = await until(startSniffer(hop));
    const behind = await until(startSniffer(server));
    // Every connection that this process opens: those of the engine, and those of the two sniffers.
    const ports = bare;
    ports.clear();
    const watch = (message: unknown): void => {
      const { socket } = message as { readonly socket: Socket };
      socket.once('connect', () => ports.add(socket.remotePort));
    };
    subscribe('net.client.socket', watch);
    running.push({ stop: async () => unsubscribe('net.client.socket', watch) });
    const engine = startEngine();
    const bytes = Buffer.alloc(3_000_000, 'Hawser carries this. ');
    await writeFile(join(server.root, 'file.bin'), bytes);
    const facts = await engine.connect({ ...profileOf(server, [outside], data, behind), dataMode: 'active' });
    const [row] = await engine.transfer(facts.session, [{ path: `${facts.home}/file.bin`.replace('//', '/'), kind: 'file' }], LOCAL_SESSION, hop.root);
    expect([row?.state, row?.failure, row?.failure ? logOf(engine) : '']).toEqual(['done', null, '']);
    expect((await readFile(join(hop.root, 'file.bin'))).equals(bytes)).toBe(true);
    await expect.poll(() => logOf(engine)).toContain('Active mode cannot pass');

    // Behind the hop the server's own words pass, and on this side of it none.
    const plain = kind === 'pure-ftpd-plain';
    expect(behind.text()).toMatch(plain ? /USER [\s\S]*EPSV/u : /./u);
    expect(outside.text()).toMatch(/^SSH-2\.0-/u);
    expect(outside.text()).not.toMatch(/USER |PASS |EPSV|RETR|220 |Hawser carries/u);
    // With data through the tunnel none goes to a port of the server's from here, its passive ones included.
    const elsewhere = [...ports].filter((port) => port !== outside.port && port !== hop.port && port !== server.port);
    if (data === 'through') expect(elsewhere).toEqual([]);
    else expect(elsewhere.length).toBeGreaterThan(0);
    expect(ports).toContain(outside.port);
    if (data === 'through') expect(outside.bytes()).toBeGreaterThan(bytes.length);
    else expect(outside.bytes()).toBeLessThan(bytes.length);
    await expect.poll(() => engine.events.findLast((event) => event.type === 'session')?.facts.protection).toMatchObject({
      control: { kind: plain ? 'plain' : 'tls' }, inside: { control: { hops: 1 }, data: data === 'through' ? { hops: 1 } : null },
    });
  });
});
