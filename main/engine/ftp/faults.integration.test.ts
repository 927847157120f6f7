import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../shared/model/settings.ts';
import type { FtpDoubleSession } from '../../../e2e/fixtures/ftp-double-session.ts';
import { startFtpDouble, type FtpDouble, type FtpDoubleOptions } from '../../../e2e/fixtures/ftp-double.ts';
import { receiveData } from '../../../e2e/fixtures/ftp-double-verbs.ts';
import * as fault from '../../../e2e/fixtures/ftp-faults.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import type { FailureData } from '../../../shared/model/failure.ts';
import type { DataMode, Protocol } from '../../../shared/model/profile.ts';
import type { Link } from '../net/link.ts';
import { directRoute, type Route } from '../net/route.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext, type RecordingContext } from './test-context.ts';

const never = new AbortController().signal;
const content = Buffer.alloc(100_000, 'abc');
const files = { '/file': content };

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

interface Opened {
  readonly double: FtpDouble;
  readonly session: Session;
  readonly context: RecordingContext;
}

/** Two seconds are enough on loopback, and short enough for servers that never answer. */
const impatient = { ...settingsSchema.parse({}), timeoutSeconds: 2 };

async function start(options: FtpDoubleOptions = {}): Promise<FtpDouble> {
  const double = await startFtpDouble({ files, ...options });
  cleanUp.push(() => double.stop());
  return double;
}

async function open(options: FtpDoubleOptions = {}, changes: Partial<SessionContext> = {}, dataMode: DataMode = 'default'): Promise<Opened> {
  const double = await start(options);
  const protocol: Protocol = options.tls === undefined ? 'ftp' : options.tls === 'explicit' ? 'ftps-explicit' : 'ftps-implicit';
  const context = quietContext(double, { settings: impatient, ...changes });
  const session = await openFtp(profileOf(double, protocol, dataMode), context);
  cleanUp.push(() => session.close());
  return { double, session, context };
}

async function failureOf(promise: Promise<unknown>): Promise<FailureData> {
  const thrown: unknown = await promise.then(
    () => 'no failure',
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(Failure);
  return (thrown as Failure).data;
}

const get = (session: Session, offset = 0) => session.download('/file', memorySink(), { signal: never, offset });
const put = (session: Session, bytes: Uint8Array = content) => session.upload(memorySource(bytes), '/up', { signal: never, offset: 0 });
const list = async (session: Session, path = '/') => {
  const rows: Entry[] = [];
  await session.list(path, { signal: never, onEntries: (entries) => rows.push(...entries) });
  return rows;
};

describe('signing in', () => {
  it('says when nobody listens', async () => {
    const double = await start();
    await double.stop();
    expect(await failureOf(openFtp(profileOf(double, 'ftp'), quietContext(double)))).toMatchObject({ reason: 'connection-refused' });
  });

  it('says when the host has no address', async () => {
    const server = { host: 'no-such-host.invalid', port: 21, user: 'u', password: 'p' } as never;
    expect(await failureOf(openFtp(profileOf(server, 'ftp'), quietContext(server)))).toMatchObject({ reason: 'host-not-found' });
  });

  it('gives up on a server that never greets', async () => {
    expect(await failureOf(open({ script: fault.neverAnswer('CONNECT') }))).toMatchObject({ reason: 'reply-timeout', parameters: { seconds: 2 } });
  });

  it('knows a server that speaks something else', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')).listen(0, '127.0.0.1');
    cleanUp.push(() => new Promise((resolve) => server.close(() => resolve())));
    await new Promise((resolve) => server.once('listening', resolve));
    const place = { host: '127.0.0.1', port: (server.address() as AddressInfo).port, user: 'u', password: 'p' } as const;
    expect(await failureOf(openFtp(profileOf(place, 'ftp'), quietContext(place)))).toMatchObject({ reason: 'not-this-protocol', detail: 'SSH-2.0-OpenSSH_9.2' });
  });

  it.each([
    ['CONNECT', '421 Too many connections from your address.', 'too-many-connections'],
    ['PASS', '530 Sorry, the maximum number of clients (3) for this user has been reached.', 'too-many-connections'],
    ['USER', '500 Not today.', 'login-refused'],
    ['PASS', '333 Something else, please.', 'login-refused'],
    ['TYPE', '504 No binary here.', 'not-supported'],
  ] as const)('maps %s → %s', async (verb, reply, reason) => {
    expect(await failureOf(open({ script: fault.answer(verb, reply) }))).toMatchObject({ reason, detail: reply });
  });

  it.each(['CONNECT', 'USER', 'PASS', 'PWD'])('says when the server hangs up at %s', async (verb) => {
    expect(await failureOf(open({ script: fault.hangUpAt(verb) }))).toMatchObject({ reason: 'server-hung-up' });
  });

  it('says when the connection breaks', async () => {
    expect(await failureOf(open({ script: fault.resetAt('PASS') }))).toMatchObject({ reason: 'connection-lost' });
  });

  it('asks again after a wrong password, three times in all, and on a new connection where the server has hung up', async () => {
    const refusals: boolean[] = [];
    const password = (refused: boolean) => {
      refusals.push(refused);
      return Promise.resolve('wrong');
    };
    const refuse = fault.answer('PASS', '530 Login incorrect.');
    expect(await failureOf(open({ script: refuse }, { password }))).toMatchObject({ reason: 'wrong-password', detail: '530 Login incorrect.' });
    expect(refusals).toEqual([false, true, true]);

    let tries = 0;
    const second: FtpDoubleOptions = {
      script: {
        PASS: (session) => {
          tries += 1;
          session.reply(tries === 1 ? '530 Login incorrect.' : '230 Welcome.');
          if (tries === 1) session.hangUp();
        },
      },
    };
    const { double } = await open(second, { password });
    expect(double.connections()).toBe(2);
  });

  it('is cancelled by giving no password, and after a refused one tells what the server said of that', async () => {
    const script = fault.answer('PASS', '530 No.');
    expect(await failureOf(open({ script }, { password: () => Promise.resolve(null) }))).toMatchObject({ reason: 'sign-in-cancelled' });
    const once = (refused: boolean) => Promise.resolve(refused ? null : 'wrong');
    expect(await failureOf(open({ script }, { password: once }))).toMatchObject({ reason: 'wrong-password', detail: '530 No.' });
  });

  it('is cancelled by its signal', async () => {
    const cancel = new AbortController();
    const opening = failureOf(open({ script: { USER: () => cancel.abort() } }, { signal: cancel.signal }));
    expect(await opening).toMatchObject({ reason: 'cancelled' });
  });

  it('never shows the password in the log', async () => {
    const { context, double } = await open();
    expect(double.commands).toContain('PASS anchor-4711');
    expect(context.lines).toContain('command PASS ****');
    expect(context.lines.join('\n')).not.toContain('anchor-4711');
  });
});

describe('replies', () => {
  it.each([
    ['one line too long', fault.longReply('PWD', 200_000)],
    ['a line without end', fault.endlessLine('PWD')],
    ['lines without end', fault.endlessReply('PWD')],
  ])('stops at %s', async (_, script) => {
    expect(await failureOf(open({ script }))).toMatchObject({ reason: 'reply-too-long' });
  });

  it('puts replies together that come in pieces', async () => {
    const { session } = await open({
      script: {
        PWD: async (self) => {
          for (const piece of ['25', '7 "/ho', 'me" is', ' it\r', '\n']) {
            await self.raw(piece);
            await setTimeout(20);
          }
        },
      },
    });
    expect(session.home).toBe('/home');
  });

  it('shows control characters of a server as pictures', async () => {
    const { context } = await open({ script: fault.answer('CONNECT', '220 \u001b[31mred') });
    expect(context.lines).toContain('reply 220 \u241b[31mred');
  });

  it.each(['DELE', 'RETR'])('ends the session when a server only ever promises to answer %s', async (verb) => {
    const { session } = await open({ script: { [verb]: (self: FtpDoubleSession) => self.reply(Array.from({ length: 200 }, () => '120 Soon.').join('\n')) } });
    expect(await failureOf(verb === 'DELE' ? session.remove('/file', 'file') : get(session))).toMatchObject({ reason: 'reply-timeout', detail: '120 Soon.' });
    await session.ended;
  });

  it('waits for an answer that is promised several times', async () => {
    const { session } = await open({ script: { DELE: (self) => self.reply('120 Soon.\n120 Sooner.\n120 Now.\n250 Done.') } });
    await session.remove('/file', 'file');
  });

  it('ends the session when the server stops answering', async () => {
    const { session } = await open({ script: fault.neverAnswer('DELE') });
    expect(await failureOf(session.remove('/x', 'file'))).toMatchObject({ reason: 'reply-timeout' });
    await session.ended;
    expect(await failureOf(session.remove('/x', 'file'))).toMatchObject({ reason: 'not-connected' });
  });
});

describe('data channels', () => {
  it('takes PASV where EPSV is unknown, tries it once, and never follows the address in it', async () => {
    let script: FtpDoubleOptions['script'] = fault.answer('EPSV', '500 What?');
    script = { ...script, PASV: async (self) => {
      const port = await self.openPassive();
      self.reply(`227 Entering Passive Mode (10,1,2,3,${port >> 8},${port & 255}).`);
    } };
    const { session, double, context } = await open({ script });
    expect(await get(session)).toBe(content.length);
    expect(await get(session)).toBe(content.length);
    expect(double.commands.filter((line) => line === 'EPSV')).toHaveLength(1);
    expect(context.lines.join('\n')).toContain('10.1.2.3');
  });

  it.each(['227 Entering Passive Mode.', '227 (1,2,3)', '227 (300,0,0,1,1,1)', '227 (127,0,0,1,0,0)'])('says that %s makes no sense', async (reply) => {
    const { session } = await open({ script: { ...fault.answer('EPSV', '502 No.'), ...fault.answer('PASV', reply), ...fault.answer('PORT', '502 No.'), ...fault.answer('EPRT', '502 No.') } });
    expect(await failureOf(get(session))).toMatchObject({ reason: 'bad-reply', detail: reply });
  });

  it('says when the data port is closed, and goes on', async () => {
    let closed = true;
    const closedPort = 9;
    const { session } = await open({
      script: {
        EPSV: async (self) => (closed ? self.reply(`229 Extended (|||${closedPort}|)`) : self.usual()),
        RETR: async (self) => (closed ? self.reply('425 No data connection.') : self.usual()),
      },
    });
    expect(await failureOf(get(session))).toMatchObject({ reason: 'data-connection-failed' });
    closed = false;
    expect(await get(session)).toBe(content.length);
  });

  it('says when a file was cut short, and goes on', async () => {
    const { session } = await open({ script: fault.cutData(1000, '426') });
    expect(await failureOf(get(session))).toMatchObject({ detail: '426 Connection closed; transfer aborted.' });
    expect(await list(session)).toHaveLength(1);
  });

  it('does not believe a 226 after half a file', async () => {
    const { session } = await open({ script: fault.cutData(1000, '226') });
    expect(await failureOf(get(session))).toMatchObject({ reason: 'wrong-size', parameters: { actual: 1000, expected: content.length } });
  });

  it('does not believe an announced size that does not come', async () => {
    const { session } = await open({ features: [], script: { RETR: async (self) => {
      self.reply('150 Opening BINARY mode data connection for file (500 bytes).');
      (await self.openData()).resume().end('short');
      self.reply('226 Done.');
    } } });
    expect(await failureOf(get(session))).toMatchObject({ reason: 'wrong-size', parameters: { actual: 5, expected: 500 } });
  });

  it('does not believe a text that has fewer bytes than the server has of it', async () => {
    const { session } = await open({ script: { RETR: async (self) => {
      self.reply('150 Opening ASCII mode data connection for file (500 bytes).');
      (await self.openData()).resume().end('short');
      self.reply('226 Done.');
    } } });
    const cut = session.download('/file', memorySink(), { signal: never, offset: 0, text: true });
    expect(await failureOf(cut)).toMatchObject({ reason: 'wrong-size', parameters: { actual: 5, expected: 500 } });
  });

  it('does not believe a 226 after a large upload over TLS of which little was kept', async () => {
    const { session } = await open({ tls: 'explicit', script: { STOR: async (self, path) => {
      await self.usual();
      self.files.set(path, Buffer.alloc(1_000));
    } } });
    expect(await failureOf(put(session, Buffer.alloc(5_000_000)))).toMatchObject({ reason: 'wrong-size', parameters: { actual: 1_000, expected: 5_000_000 } });
  });

  it.each(['RETR', 'STOR'])('wants a 226 after %s', async (verb) => {
    const { session } = await open({ script: verb === 'RETR' ? fault.withoutCompletion('RETR') : { STOR: async (self) => {
      self.reply('150 Go on.');
      (await self.openData()).resume();
    } } });
    expect(await failureOf(verb === 'RETR' ? get(session) : put(session))).toMatchObject({ reason: 'not-confirmed' });
    await session.ended;
  });

  it('gives up on a download that stands still', async () => {
    const { session } = await open({ script: fault.stalledData('RETR') });
    expect(await failureOf(get(session))).toMatchObject({ reason: 'reply-timeout' });
  });

  it('does not count the time that a slow sink takes', async () => {
    const { session } = await open();
    const write = () => setTimeout(4500, undefined);
    expect(await session.download('/file', { write }, { signal: never, offset: 0 })).toBe(content.length);
  });

  it('tells the server’s reason for a broken upload', async () => {
    const { session } = await open({ script: fault.fullDisk(1000) });
    expect(await failureOf(put(session, Buffer.alloc(3_000_000)))).toMatchObject({ reason: 'server-full', detail: '552 Disk full.' });
    expect(await list(session)).toHaveLength(1);
  });

  it('appends where the server restarts downloads only, unless bytes have been taken already', async () => {
    let refuseAtOnce = true;
    const { session, double } = await open({ script: {
      REST: (self) => (refuseAtOnce ? self.reply('502 For downloads only.') : self.usual()),
      STOR: async (self) => {
        self.reply('150 Go on.');
        await self.openData();
        self.reply('504 Not from there.');
      },
      APPE: (self) => receiveData(self, '/appended'),
    } });
    const goOn = (read: (into: Uint8Array) => number | Promise<number>) => session.upload({ size: null, read }, '/file', { signal: never, offset: content.length });
    const rest = memorySource(Buffer.from('the rest'));
    expect(await failureOf(goOn((into) => rest.read(into)))).toMatchObject({ reason: 'wrong-size', parameters: { actual: content.length, expected: content.length + 8 } });
    expect(double.files.get('/appended')?.toString()).toBe('the rest');

    refuseAtOnce = false;
    let read: (count: number) => void = () => undefined;
    expect(await failureOf(goOn(() => new Promise((resolve) => { read = resolve; })))).toMatchObject({ reason: 'not-supported' });
    read(0);
    expect(double.commands.filter((line) => line.startsWith('APPE'))).toHaveLength(1);
  });

  it('asks by ABOR when the server does not notice that a transfer was cancelled, and goes on', async () => {
    const cancel = new AbortController();
    const { session, double } = await open({ script: {
      RETR: async (self) => {
        self.reply('150 Here it comes.');
        (await self.openData()).resume().write('some');
      },
      ABOR: (self) => self.reply('426 Stopped.\n226 ABOR done.'),
    } });
    const write = () => cancel.abort();
    expect(await failureOf(session.download('/file', { write } as never, { signal: cancel.signal, offset: 0 }))).toMatchObject({ reason: 'cancelled' });
    expect(await list(session)).toHaveLength(1);
    expect(double.commands).toContain('ABOR');
  });

  it('leaves out names that would lead out of the directory, and says so', async () => {
    const { session, context } = await open({ script: fault.listNames(['good', ...fault.hostileNames]) });
    const names = (await list(session)).map((entry) => entry.name);
    expect(names).toContain('good');
    expect(names).toContain('..\\escaped.txt');
    for (const bad of ['..', '.', '../escaped.txt', '/etc/escaped.txt', 'a/b.txt', '', 'nul\0byte.txt', 'line\rbreak.txt']) expect(names).not.toContain(bad);
    expect(context.lines.join('\n')).toContain('../escaped.txt');
  });

  it('keeps a listing together that has lines nobody understands', async () => {
    const { session } = await open({ features: [], script: { LIST: async (self) => {
      self.reply('150 Listing.');
      (await self.openData()).resume().end('total 2\r\n-rw-r--r-- 1 a b 5 Jan  2 2020 one\r\nwhat/ever this is\r\n-rw-r--r-- 1 a b 6 Jan  2 2020 two');
      self.reply('226 Done.');
    } } });
    expect(await list(session)).toMatchObject([{ name: 'one', size: 5 }, { kind: 'unparsed', name: 'what∕ever this is' }, { name: 'two', size: 6 }]);
  });

  it('takes data from the server and from nobody else in active mode', async () => {
    let strangers = 0;
    const { session, double, context } = await open({ script: { RETR: async (self) => {
      const port = /^PORT .*,(?<high>\d+),(?<low>\d+)$/u.exec(double.commands.findLast((line) => line.startsWith('PORT')) ?? '')?.groups;
      const stranger = connect({ host: '127.0.0.1', localAddress: '127.0.0.2', port: Number(port?.['high']) * 256 + Number(port?.['low']) });
      await new Promise((resolve) => { stranger.once('close', resolve).on('error', () => undefined).end('evil'); });
      strangers += 1;
      await self.usual();
    } } }, {}, 'active');
    const sink = memorySink();
    expect(await session.download('/file', sink, { signal: never, offset: 0 })).toBe(content.length);
    expect(sink.bytes().equals(content)).toBe(true);
    expect(strangers).toBe(1);
    expect(context.lines.join('\n')).toContain('127.0.0.2');
    expect(await put(session)).toBe(content.length);
  });
});

describe('TLS', () => {
  it('ends the session when text comes between the reply to AUTH and the handshake', async () => {
    const double = await start({ tls: 'explicit', script: fault.injectBeforeTls('230 You are in.\r\n') });
    expect(await failureOf(openFtp(profileOf(double, 'ftps-explicit'), quietContext(double)))).toMatchObject({ reason: 'tls-injected' });
    expect(double.commands).toEqual(['AUTH TLS']);
  });

  it('sends no password without TLS', async () => {
    const double = await start();
    expect(await failureOf(openFtp(profileOf(double, 'ftps-explicit'), quietContext(double)))).toMatchObject({ reason: 'tls-unsupported', detail: '504 Not that one.' });
    expect(double.commands).toEqual(['AUTH TLS', 'AUTH SSL']);
  });

  it.each(['ftps-explicit', 'ftps-implicit'] as const)('says when %s meets plain text instead of a handshake', async (protocol) => {
    const double = await start({ script: fault.pretendTls() });
    const settings = { ...settingsSchema.parse({}), timeoutSeconds: 2 };
    expect(await failureOf(openFtp(profileOf(double, protocol), quietContext(double, { settings })))).toMatchObject({ reason: expect.stringMatching(/tls-failed|reply-timeout/u) });
    expect(double.commands.join()).not.toContain('PASS');
  });

  it('will not send data in the clear where PROT P is refused', async () => {
    expect(await failureOf(open({ tls: 'explicit', script: fault.answer('PROT', '536 Not that.') }))).toMatchObject({ reason: 'not-supported' });
  });

  it.each(['good', 'expired', 'not-yet-valid', 'self-signed', 'wrong-name', 'missing-intermediate'] as const)('asks about the certificate “%s” and sends nothing when it is refused', async (certificate) => {
    const double = await start({ tls: 'explicit', certificate });
    const context = quietContext(double, { ask: () => Promise.resolve('refuse') as never });
    expect(await failureOf(openFtp(profileOf(double, 'ftps-explicit'), context))).toMatchObject({ reason: 'certificate-refused' });
    expect(double.commands).toEqual(['AUTH TLS']);
    const problem = { good: 'untrusted-root', 'missing-intermediate': 'incomplete-chain' }[certificate as string] ?? certificate;
    expect(context.questions).toMatchObject([{ kind: 'certificate', port: double.port, chain: [{ sha256: double.certificateFingerprint }, ...(['self-signed', 'missing-intermediate'].includes(certificate) ? [] : [{}])], remembered: null }]);
    expect(context.questions[0]).toHaveProperty('problems', expect.arrayContaining([problem]));
  });

  it('does not ask about a certificate that is trusted, and says that another one was', async () => {
    const double = await start({ tls: 'implicit' });
    const trusting = (fingerprint: string) => ({ ...quietContext(double).trust, certificates: () => Promise.resolve([{ fingerprint, pem: null, despite: [] }]) });
    const known = quietContext(double, { trust: trusting(double.certificateFingerprint) });
    const session = await openFtp(profileOf(double, 'ftps-implicit'), known);
    expect(known.questions).toEqual([]);
    expect(session.protection.control).toMatchObject({ kind: 'tls', identity: 'excepted' });
    await session.close();

    const other = quietContext(double, { trust: trusting('AA:BB') });
    await (await openFtp(profileOf(double, 'ftps-implicit'), other)).close();
    expect(other.questions).toMatchObject([{ remembered: 'AA:BB', problems: expect.arrayContaining(['changed']) }]);
  });

  it.each(['explicit', 'implicit'] as const)('dials again when the server has hung up while the user looked at the certificate (%s)', async (tls) => {
    let hangUp: () => void = () => undefined;
    let link: Link | undefined;
    const dialling: Route = { ...directRoute, dial: async (options) => {
      link = await directRoute.dial(options);
      return link;
    } };
    const note = { [tls === 'explicit' ? 'AUTH' : 'CONNECT']: async (self: FtpDoubleSession) => {
      hangUp = () => self.hangUp();
      await self.usual();
    } };
    const ask = async () => {
      const closed = once(link as Link, 'close');
      hangUp();
      await closed;
      return 'once';
    };
    const { double, context } = await open({ tls, script: note }, { ask: ask as never, route: dialling });
    expect(double.connections()).toBe(2);
    expect(context.questions).toHaveLength(1);
  });

  it('keeps a certificate that is trusted for good', async () => {
    const double = await start({ tls: 'implicit' });
    const kept: string[] = [];
    const trust = { ...quietContext(double).trust, rememberCertificate: (_host: string, _port: number, { fingerprint }: { fingerprint: string }) => {
      kept.push(fingerprint);
      return Promise.resolve();
    } };
    await (await openFtp(profileOf(double, 'ftps-implicit'), quietContext(double, { trust, ask: () => Promise.resolve('always') as never }))).close();
    expect(kept).toEqual([double.certificateFingerprint]);
  });

  it('does not take a TCP close for the end of a TLS stream', async () => {
    const { session } = await open({ tls: 'explicit', features: [], script: { RETR: async (self) => {
      self.reply('150 Here it comes.');
      const channel = await self.openData();
      channel.resume();
      await new Promise((resolve) => { channel.write('half', resolve); });
      channel.destroy();
      self.reply('226 Done.');
    } } });
    expect(await failureOf(get(session))).toMatchObject({ reason: 'data-cut-short', parameters: { path: '/file', bytes: 4 } });
  });

  it('gives a server that has closed the channel itself the time to say so', async () => {
    const { session, double } = await open({ tls: 'explicit', script: { RETR: async (self) => {
      self.reply('150 Here it comes.');
      const channel = await self.openData();
      channel.resume();
      await new Promise((resolve) => { channel.write('half', resolve); });
      channel.destroy();
      await setTimeout(300);
      self.reply('426 The disk has gone.');
    } } });
    expect(await failureOf(get(session))).toMatchObject({ reason: 'data-cut-short', detail: '426 The disk has gone.' });
    expect(double.commands).not.toContain('ABOR');
    expect(await list(session)).toHaveLength(1);
  });
});
