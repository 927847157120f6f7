import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { certificates } from '../../../e2e/fixtures/certificates.ts';
import { startFtpDouble, type FtpDoubleOptions, type FtpScript, type FtpStep } from '../../../e2e/fixtures/ftp-double.ts';
import { startServer, type ServerKind, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import type { Loopback } from '../../../e2e/fixtures/test-server.ts';
import type { Protocol } from '../../../shared/model/profile.ts';
import { ftpChoicesSchema, type FtpChoices } from '../../../shared/model/ftp-choices.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import { openFtp } from '../ftp/connect.ts';
import { profileOf, quietContext, type RecordingContext } from '../ftp/test-context.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { copyDirectly } from './copy-directly.ts';

const never = new AbortController().signal;
const content = randomBytes(900_000);
const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** What makes each server take part. */
const allowing: Readonly<Record<string, readonly string[]>> = {
  vsftpd: ['pasv_promiscuous=YES', 'port_promiscuous=YES'],
  proftpd: ['AllowForeignAddress on'],
  'pure-ftpd': ['AllowUserFXP yes'],
};
const makeOf = (kind: ServerKind): string => kind.replace(/-(?:plain|explicit|implicit)$/u, '');

interface End {
  readonly server: Pick<TestServer, 'root'>;
  readonly context: RecordingContext;
  readonly session: Session;
}

interface RealEnd extends End {
  handOver(): Promise<void>;
}

async function open(kind: ServerKind, configuration: readonly string[] = allowing[makeOf(kind)] ?? [], loopback: Loopback = '127.0.0.1', tlsVersion?: '1.2'): Promise<RealEnd> {
  const server = await startServer(kind, { configuration, loopback, ...(tlsVersion !== undefined && { tlsVersion }) });
  cleanUp.push(() => server.stop());
  return signIn(server);
}

async function signIn(server: TestServer): Promise<RealEnd> {
  const context = quietContext(server);
  const session = await openFtp(profileOf(server, server.protocol as Protocol), context);
  cleanUp.push(() => session.close());
  await writeFile(join(server.root, 'from'), content);
  await server.handOver();
  return { server, context, session, handOver: server.handOver };
}

const copy = (from: End, to: End, signal = never, name = 'from') =>
  copyDirectly(from.session, to.session, { from, to }, { from: `/${name}`, to: '/to', size: null, offset: 0, onAnew: () => {}, signal });

/** Both sessions go on as if nothing had been. */
async function expectUsable(...ends: readonly End[]): Promise<void> {
  for (const { session } of ends) {
    const sink = memorySink();
    await session.download('/from', sink, { signal: never, offset: 0 });
    expect(sink.bytes().equals(content)).toBe(true);
  }
}

const plain = ['vsftpd-plain', 'proftpd-plain', 'pure-ftpd-plain'] as const;

describe('plain', () => {
  const running = new Map<ServerKind, TestServer>();
  beforeAll(async () => {
    await Promise.all(plain.map(async (kind) => running.set(kind, await startServer(kind, { configuration: allowing[makeOf(kind)]! }))));
  });
  afterAll(async () => {
    await Promise.all([...running.values()].map((server) => server.stop()));
  });

  it.each(plain.flatMap((from) => plain.map((to) => [from, to] as const)))('%s to %s', async (fromKind, toKind) => {
    const [from, to] = await Promise.all([signIn(running.get(fromKind)!), signIn(running.get(toKind)!)]);
    expect(await copy(from, to)).toBe(content.length);
    expect((await readFile(join(to.server.root, 'to'))).equals(content)).toBe(true);
    expect(from.context.lines.join('\n')).toContain('Data flowed directly');
    expect(from.context.lines.filter((line) => line.startsWith('command RETR'))).toHaveLength(1);
    await expectUsable(from, to);
  });
});

it('goes encrypted where one server takes the client’s part in TLS', async () => {
  const tls = ['AllowForeignAddress on', 'TLSOptions NoSessionReuseRequired', `TLSCACertificateFile ${(await certificates()).rootFile}`];
  // As a client of TLS 1.3 a server that sends never reads the tickets it is given, so that its close may reset the connection and lose the end.
  const [from, to] = await Promise.all([open('proftpd-explicit', tls, '127.0.0.1', '1.2'), open('proftpd-explicit', tls, '127.0.0.1', '1.2')]);
  expect(await copy(from, to)).toBe(content.length);
  expect((await readFile(join(to.server.root, 'to'))).equals(content)).toBe(true);
  expect(from.context.lines.join('\n')).toContain('command SSCN ON');
  await expectUsable(from, to);
});

async function openDouble(script: FtpScript, files: Readonly<Record<string, Uint8Array>> = { '/from': content }, choices: Partial<FtpChoices> = {}, options: Pick<FtpDoubleOptions, 'tls' | 'features' | 'loopback'> = {}) {
  const double = await startFtpDouble({ script, files, ...options });
  cleanUp.push(() => double.stop());
  const context = quietContext(double, { settings: { ...settingsSchema.parse({}), timeoutSeconds: 2 } });
  const session = await openFtp({ ...profileOf(double, options.tls === undefined ? 'ftp' : 'ftps-explicit'), ftp: ftpChoicesSchema.parse(choices) }, context);
  cleanUp.push(() => session.close());
  return { double, context, session, server: { root: '' } };
}

describe('encrypted data between two servers', () => {
  const usual = ['SIZE', 'REST STREAM', 'EPSV'];
  it.each([
    ['the target listens as TLS client (CPSV)', [], ['CPSV'], 'to', 'CPSV'],
    ['the source listens as TLS client (CPSV)', ['CPSV'], [], 'from', 'CPSV'],
    ['the source is the TLS client (SSCN)', ['SSCN'], [], 'from', 'SSCN ON'],
    ['the target is the TLS client (SSCN)', [], ['SSCN'], 'to', 'SSCN ON'],
  ] as const)('flows where %s, and both go on as servers in TLS', async (_, fromHas, toHas, side, command) => {
    const [from, to] = await Promise.all([
      openDouble({}, { '/from': content }, {}, { tls: 'explicit', features: [...usual, ...fromHas] }),
      openDouble({}, { '/from': content }, {}, { tls: 'explicit', features: [...usual, ...toHas] }),
    ]);
    expect(await copy(from, to)).toBe(content.length);
    expect(to.double.files.get('/to')?.equals(content)).toBe(true);
    expect({ from, to }[side].double.commands).toContain(command);
    await expectUsable(from, to);
  });

  it('has no CPSV over IPv6, which it cannot name', async () => {
    const options = { tls: 'explicit', features: [...usual, 'CPSV'], loopback: '::1' } as const;
    const [from, to] = await Promise.all([openDouble({}, { '/from': content }, {}, options), openDouble({}, { '/from': content }, {}, options)]);
    expect(await copy(from, to)).toBeNull();
    expect([...from.double.commands, ...to.double.commands].filter((line) => /^(?:CPSV|EPSV|RETR|STOR)/u.test(line))).toEqual([]);
  });
});

describe('servers that do not come together', () => {
  it('say why in the log, once, and leave the copy to this computer', async () => {
    const [from, to] = await Promise.all([open('vsftpd-plain', [], '127.0.0.2'), open('vsftpd-plain', [])]);
    expect(await copy(from, to)).toBeNull();
    const log = to.context.lines.join('\n');
    expect(log).toContain('Security: Bad IP connecting.');
    expect(log).toContain('Illegal PORT command.');
    expect(log).toContain('Copying through this computer.');
    await expectUsable(from, to);
    const said = to.context.lines.length;
    expect(await copy(from, to)).toBeNull();
    expect(to.context.lines).toHaveLength(said);
  });

  it.each([
    ['neither can be the client in TLS', 'vsftpd-explicit', 'vsftpd-explicit'],
    ['only one encrypts its data', 'vsftpd-explicit', 'vsftpd-plain'],
  ] as const)('because %s', async (_why, fromKind, toKind) => {
    const [from, to] = await Promise.all([open(fromKind), open(toKind)]);
    expect(await copy(from, to)).toBeNull();
    expect(from.context.lines.at(-1)).toContain('Copying through this computer.');
  });

  it('are left apart where the user wants that', async () => {
    const [from, to] = await Promise.all([openDouble({}), openDouble({})]);
    const through = { ...from, session: await openFtp(profileOf(from.double, 'ftp'), quietContext(from.double, { settings: settingsSchema.parse({ serverToServer: false }) })) };
    cleanUp.push(() => through.session.close());
    expect(await copy(through, to)).toBeNull();
    expect(to.double.commands).not.toContain('PASV');
  });
});

describe('a server that names another machine in its reply to PASV', () => {
  const elsewhere: FtpScript = { PASV: async (session) => {
    const port = await session.openPassive();
    session.reply(`227 Passive (8,8,8,8,${port >> 8},${port & 255})`);
  } };
  const announced = ({ double }: Awaited<ReturnType<typeof openDouble>>) => double.commands.filter((line) => line.startsWith('PORT')).map((line) => line.split(',').slice(0, 4).join('.').slice(5));

  it('has nobody sent there: the other one is told where it really is', async () => {
    const [from, to] = await Promise.all([openDouble({}), openDouble(elsewhere, {})]);
    expect(await copy(from, to)).toBe(content.length);
    expect(announced(from)).toEqual(['127.0.0.1']);
    expect(to.double.files.get('/to')?.equals(content)).toBe(true);
    expect(to.context.lines).toContain('status The server named the address 8.8.8.8 for data; connecting to 127.0.0.1 instead.');
  });

  it('is taken at its word where its site says so', async () => {
    const refuse: FtpScript = { PORT: (session) => session.reply('500 Illegal address.') };
    const [from, to] = await Promise.all([openDouble(refuse), openDouble(elsewhere, {}, { passiveAddress: 'as-sent' })]);
    expect(await copy(from, to)).toBe(content.length);
    expect(announced(from)[0]).toBe('8.8.8.8');
  });
});

describe('a direct transfer', () => {
  const going = (from: End, to: End, onAnew = () => {}) =>
    copyDirectly(from.session, to.session, { from, to }, { from: '/from', to: '/to', size: content.length, offset: 400_000, onAnew, signal: never });

  it.each([['vsftpd-plain', 'proftpd-plain'], ['proftpd-plain', 'pure-ftpd-plain'], ['pure-ftpd-plain', 'vsftpd-plain']] as const)('from %s to %s goes on where an earlier one had stopped', async (fromKind, toKind) => {
    const [from, to] = await Promise.all([open(fromKind), open(toKind)]);
    // Other bytes than those of the source, to see that they are not sent again.
    await writeFile(join(to.server.root, 'to'), Buffer.alloc(400_000, 'x'));
    await to.handOver();
    expect(await going(from, to, () => expect.unreachable())).toBe(content.length);
    const there = await readFile(join(to.server.root, 'to'));
    expect([there.subarray(0, 400_000).equals(Buffer.alloc(400_000, 'x')), there.subarray(400_000).equals(content.subarray(400_000))]).toEqual([true, true]);
    await expectUsable(from, to);
  });

  it('begins anew where one server goes on nowhere, and says so', async () => {
    const [from, to] = await Promise.all([openDouble({ REST: (session, argument) => (argument === '0' ? session.usual() : session.reply('502 No.')) }), openDouble({}, { '/to': Buffer.alloc(400_000, 'x') })]);
    let anew = 0;
    expect(await going(from, to, () => { anew++; })).toBe(content.length);
    expect(anew).toBe(1);
    expect(to.double.files.get('/to')?.equals(content)).toBe(true);
  });

  it('that goes on and of which nothing more arrives in one way is tried in the next', async () => {
    let stores = 0;
    const [from, to] = await Promise.all([openDouble({}), openDouble({ STOR: async (session) => {
      if (++stores > 1) return session.usual();
      session.restart = 0;
      session.reply('150 Go on.');
      (await session.openData()).destroy();
      session.reply('425 No connection.');
    } }, { '/to': Buffer.alloc(400_000, 'x') })]);
    expect(await going(from, to, () => expect.unreachable())).toBe(content.length);
    expect([stores, to.double.commands.filter((line) => line === 'REST 400000').length]).toEqual([2, 2]);
    expect(to.double.files.get('/to')?.equals(Buffer.concat([Buffer.alloc(400_000, 'x'), content.subarray(400_000)]))).toBe(true);
  });

  const gone: FtpStep = (session) => session.reset();
  it.each<readonly [string, FtpScript, object]>([
    ['is refused', { RETR: (session) => {
      session.restart = 0;
      session.reply('550 No longer there.');
    } }, { detail: expect.stringContaining('550') }],
    ['goes at its own restart', { REST: gone }, { code: 'lost' }],
    ['goes before it sends', { RETR: gone }, { code: 'lost' }],
  ])('that goes on and whose source %s leaves no restart for the next file', async (_how, script, data) => {
    const next = Buffer.from('all of the next file');
    const [from, to] = await Promise.all([openDouble(script), openDouble({}, { '/to': Buffer.alloc(400_000, 'x'), '/next': Buffer.alloc(500_000, 'y') })]);
    await expect(going(from, to)).rejects.toMatchObject({ data });
    expect(await to.session.upload(memorySource(next), '/next', { signal: never, offset: 0 })).toBe(next.length);
    expect(to.double.files.get('/next')?.equals(next)).toBe(true);
  });

  it('that is cut in the middle is a failure, not a copy', async () => {
    const from = await openDouble({ RETR: async (session) => {
      session.reply('150 Here it comes.');
      const channel = await session.openData();
      await new Promise<void>((resolve) => void channel.once('close', () => resolve()).end(content.subarray(0, 300_000)));
      session.reply('426 Cut.');
    } });
    const to = await openDouble({}, {});
    await expect(copy(from, to)).rejects.toMatchObject({ data: { reason: 'data-cut-short', parameters: { bytes: 300_000 } } });
  });

  it('that one server confirms and the other has not the bytes of is a failure', async () => {
    const [from, to] = await Promise.all([openDouble({}), openDouble({ SIZE: (session) => session.reply('213 7') }, {})]);
    await expect(copy(from, to)).rejects.toMatchObject({ data: { reason: 'wrong-size' } });
  });

  it('of what is not there leaves what the target has', async () => {
    const [from, to] = await Promise.all([open('vsftpd-plain'), open('proftpd-plain')]);
    await writeFile(join(to.server.root, 'to'), 'kept');
    await expect(copy(from, to, never, 'missing')).rejects.toMatchObject({ data: { code: 'not-found' } });
    expect(await readFile(join(to.server.root, 'to'), 'utf8')).toBe('kept');
  });

  const silent: FtpScript = { RETR: (session) => session.reply('150 Any moment.'), STOR: (session) => session.reply('150 Go on.'), ABOR: (session) => session.reply('426 Stopped.\n226 Aborted.') };

  it('that stands still is given up, and both sessions go on', async () => {
    const [from, to] = await Promise.all([openDouble(silent), openDouble(silent, { '/from': content })]);
    const sizes = [0, 500_000, 600_000];
    const seen: number[] = [];
    const watch = { arrived: () => Promise.resolve(sizes.length > 1 ? sizes.shift()! : sizes[0]!), onBytes: (count: number) => void seen.push(count) };
    const copying = copyDirectly(from.session, to.session, { from, to }, { from: '/from', to: '/to', size: null, offset: 0, onAnew: () => undefined, signal: never, watch });
    await expect(copying).rejects.toMatchObject({ data: { reason: 'reply-timeout' } });
    expect(seen).toEqual([500_000, 100_000]);
    for (const { double, session } of [from, to]) {
      expect(double.commands).toContain('ABOR');
      await session.rename('/from', '/moved');
    }
  });

  it('ends on both servers when the user wants it to, and both sessions go on', async () => {
    const stop = new AbortController();
    const hangs: FtpScript = {
      STOR: (session) => {
        session.reply('150 Go on.');
        stop.abort();
      },
      ABOR: (session) => {
        session.reply('426 Stopped.');
        session.reply('226 Aborted.');
      },
    };
    const [from, to] = await Promise.all([openDouble({ ...hangs, RETR: (session) => session.reply('150 Here it comes.') }), openDouble(hangs, { '/from': content })]);
    await expect(copy(from, to, stop.signal)).rejects.toMatchObject({ data: { code: 'cancelled' } });
    for (const { double, session } of [from, to]) {
      expect(double.commands).toContain('ABOR');
      expect(await session.stat('/', never)).not.toBeNull();
      await session.rename('/from', '/moved');
    }
  });
});
