import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { startFtpDouble, type FtpDoubleOptions } from '../../../e2e/fixtures/ftp-double.ts';
import { startServer, type ServerKind, type ServerOptions } from '../../../e2e/fixtures/start-server.ts';
import { ftpChoicesSchema, type FtpChoices } from '../../../shared/model/ftp-choices.ts';
import type { Protocol } from '../../../shared/model/profile.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const never = new AbortController().signal;
const content = randomBytes(300_000);

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

type Choices = Partial<FtpChoices>;

async function open(kind: ServerKind, choices: Choices, options: ServerOptions = {}): Promise<Session> {
  const server = await startServer(kind, options);
  cleanUp.push(() => server.stop());
  const session = await openFtp({ ...profileOf(server, server.protocol as Protocol), ftp: ftpChoicesSchema.parse(choices) }, quietContext(server));
  cleanUp.push(() => session.close());
  return session;
}

async function openDouble(options: FtpDoubleOptions, choices: Choices) {
  const double = await startFtpDouble({ files: { '/file': content }, ...options });
  cleanUp.push(() => double.stop());
  const context = quietContext(double);
  const opening = openFtp({ ...profileOf(double, options.tls === undefined ? 'ftp' : 'ftps-explicit'), ftp: ftpChoicesSchema.parse(choices) }, context);
  opening.then((session) => cleanUp.push(() => session.close()), () => undefined);
  return { double, context, session: await opening };
}

async function bothWays(session: Session): Promise<void> {
  const sink = memorySink();
  expect(await session.upload(memorySource(content), '/up', { signal: never, offset: 0 })).toBe(content.length);
  await session.download('/up', sink, { signal: never, offset: 0 });
  expect(sink.bytes().equals(content)).toBe(true);
}

describe('data in the clear beside an encrypted control connection', () => {
  it.each([
    ['pure-ftpd-explicit', {}],
    ['vsftpd-implicit', { configuration: ['force_local_data_ssl=NO'] }],
    ['vsftpd-explicit', { configuration: ['force_local_data_ssl=NO'] }],
  ] as const)('on %s', async (kind, options) => {
    const session = await open(kind, { dataProtection: 'clear' }, options);
    await bothWays(session);
    expect(session.protection).toMatchObject({ control: { kind: 'tls' }, data: { kind: 'plain' } });
  });

  it.each(['proftpd-explicit', 'proftpd-implicit'] as const)('is refused at once by %s, which wants it encrypted', async (kind) => {
    await expect(open(kind, { dataProtection: 'clear' })).rejects.toMatchObject({ data: { reason: 'not-supported', parameters: { what: 'PROT C' } } });
  });

  it('is refused at the first transfer by vsftpd, which wants it encrypted', async () => {
    const session = await open('vsftpd-explicit', { dataProtection: 'clear' });
    await expect(bothWays(session)).rejects.toMatchObject({ data: { reason: 'tls-failed', detail: expect.stringContaining('522') } });
  });
});

describe('the oldest TLS version', () => {
  /** The fixtures' own servers are never this old. */
  const old: ServerOptions = { tlsVersion: '1.1' as '1.2', configuration: ['TLSCipherSuite ALL:@SECLEVEL=0'] };

  it.each(['proftpd-explicit', 'proftpd-implicit', 'vsftpd-explicit'] as const)('keeps a server out that is older (%s)', async (kind) => {
    await expect(open(kind, { minimumTls: '1.3' }, { tlsVersion: '1.2' })).rejects.toMatchObject({ data: { reason: 'tls-failed' } });
  });

  it('lets one in that is as old, on both channels', async () => {
    const session = await open('proftpd-explicit', { minimumTls: '1.0' }, old);
    await bothWays(session);
    expect(session.protection).toMatchObject({ control: { version: 'TLSv1.1' }, data: { version: 'TLSv1.1' } });
  });

  it('is 1.2 unless the site says otherwise', async () => {
    await expect(open('proftpd-explicit', {}, old)).rejects.toMatchObject({ data: { reason: 'tls-failed' } });
  });
});

describe('AUTH SSL', () => {
  it('is tried where AUTH TLS is not known', async () => {
    const { double, session } = await openDouble({ tls: 'explicit', script: { AUTH: async (self, argument) => (argument === 'SSL' ? self.usual() : self.reply('504 AUTH TLS is not known.')) } }, {});
    expect(double.commands.slice(0, 2)).toEqual(['AUTH TLS', 'AUTH SSL']);
    await bothWays(session);
    expect(session.protection).toMatchObject({ control: { kind: 'tls' }, data: { kind: 'tls' } });
  });

  it('lets nothing in between either', async () => {
    const script: FtpDoubleOptions['script'] = { AUTH: async (self, argument) => {
      if (argument === 'TLS') return self.reply('504 No.');
      await self.raw('234 Go ahead.\r\n230 You are in.\r\n');
      self.startTls();
    } };
    await expect(openDouble({ tls: 'explicit', script }, {})).rejects.toMatchObject({ data: { reason: 'tls-injected' } });
  });
});

describe('an account', () => {
  it.each(['USER', 'PASS'])('is told to a server that asks for it after %s', async (verb) => {
    const { double, context } = await openDouble({ script: { [verb]: (self) => self.reply('332 Account?'), ACCT: (self) => self.reply('230 Welcome.') } }, { account: 'books 7' });
    expect(double.commands).toContain('ACCT books 7');
    expect(context.lines).toContain('command ACCT ****');
  });

  it('is told to nobody else', async () => {
    const { double } = await openDouble({}, { account: 'books 7' });
    expect(double.commands.join()).not.toContain('ACCT');
  });
});

describe('keeping alive', () => {
  const pause = (milliseconds: number) => new Promise<void>((resolve) => { setTimeout(resolve, milliseconds); });
  const noops = (commands: readonly string[]) => commands.filter((line) => line === 'NOOP').length;

  it('says NOOP at rest, again and again, and works on', async () => {
    const { double, session } = await openDouble({}, { keepAliveSeconds: 1 });
    await expect.poll(() => noops(double.commands), { timeout: 8000 }).toBeGreaterThanOrEqual(2);
    await bothWays(session);
    const before = noops(double.commands);
    await expect.poll(() => noops(double.commands), { timeout: 8000 }).toBeGreaterThan(before);
  });

  it('says nothing while something runs', async () => {
    const { double, session } = await openDouble({}, { keepAliveSeconds: 1 });
    const before = noops(double.commands);
    await session.download('/file', { write: () => pause(2500) }, { signal: never, offset: 0 });
    expect(noops(double.commands)).toBe(before);
  });

  it('keeps a connection that the server would have given up', async () => {
    const session = await open('vsftpd-plain', { keepAliveSeconds: 1 }, { configuration: ['idle_session_timeout=3'] });
    const idle = await open('vsftpd-plain', { keepAliveSeconds: 0 }, { configuration: ['idle_session_timeout=3'] });
    await idle.ended;
    await bothWays(session);
  });
});

it('offers no ALPN, on neither channel', async () => {
  const { double, session } = await openDouble({ tls: 'explicit' }, {});
  await bothWays(session);
  expect(session.protection).toMatchObject({ control: { kind: 'tls' }, data: { kind: 'tls' } });
  expect(double.alpn).toEqual([]);

  const other = await startFtpDouble({ tls: 'implicit' });
  cleanUp.push(() => other.stop());
  const socket = connect({ host: other.host, port: other.port, ca: other.ca, ALPNProtocols: ['ftp'] });
  await once(socket, 'error');
  expect(other.alpn).toEqual(['ftp']);
});

describe('the size of an upload beforehand', () => {
  it.each(['200 Room made.', '202 Not needed.', '502 What?', '504 Not that.'])('is told where the site wants that, and “%s” is fine', async (reply) => {
    const { double, session } = await openDouble({ script: { ALLO: (self) => self.reply(reply) } }, { allocate: true });
    await bothWays(session);
    expect(double.commands.filter((line) => /^(?:ALLO|STOR)/u.test(line))).toEqual([`ALLO ${content.length}`, 'STOR /up']);
  });

  it.each(['vsftpd-plain', 'proftpd-plain', 'pure-ftpd-plain'] as const)('keeps nothing from going to %s', async (kind) => {
    await bothWays(await open(kind, { allocate: true }));
  });

  it('is told to nobody else', async () => {
    const { double, session } = await openDouble({}, {});
    await bothWays(session);
    expect(double.commands.join()).not.toContain('ALLO');
  });
});

it('ends the session after REIN, since nobody is signed in any more', async () => {
  const { session } = await openDouble({ script: { REIN: (self) => self.reply('220 Ready for somebody else.') } }, {});
  expect(await session.raw?.('REIN')).toBe('220 Ready for somebody else.');
  await session.ended;
  await expect(bothWays(session)).rejects.toMatchObject({ data: { reason: 'not-connected' } });
  const refusing = await openDouble({ script: { REIN: (self) => self.reply('502 Not here.') } }, {});
  expect(await refusing.session.raw?.('REIN')).toBe('502 Not here.');
  await bothWays(refusing.session);
});
