import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createPage, type ServerResponse } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFtpDouble, type FtpDoubleOptions, type FtpScript } from '../../../e2e/fixtures/ftp-double.ts';
import { startServer } from '../../../e2e/fixtures/start-server.ts';
import { ftpChoicesSchema, type FtpChoices } from '../../../shared/model/ftp-choices.ts';
import { settingsSchema, type Settings } from '../../../shared/model/settings.ts';
import type { Protocol } from '../../../shared/model/profile.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext, type RecordingContext } from './test-context.ts';

const never = new AbortController().signal;
const bytes = randomBytes(700_000);

const settingsWith = (changes: Partial<Settings>): Settings => ({ ...settingsSchema.parse({}), ...changes });

async function openDouble(script: FtpScript, settings: Partial<Settings>, choices: Partial<FtpChoices> = {}, options: FtpDoubleOptions = {}) {
  const double = await startFtpDouble({ files: { '/file': bytes }, script, ...options });
  onTestFinished(() => double.stop());
  const context = quietContext(double, { settings: settingsWith({ timeoutSeconds: 2, ...settings }) });
  const session = await openFtp({ ...profileOf(double, 'ftp'), ftp: ftpChoicesSchema.parse(choices) }, context);
  onTestFinished(() => session.close());
  return { double, context, session };
}

async function listenOn(host: string, onSocket: (socket: Socket) => void = () => undefined): Promise<{ server: Server; port: number }> {
  const server = createServer(onSocket).listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => new Promise((resolve) => { server.close(() => resolve()); }));
  return { server, port: (server.address() as AddressInfo).port };
}

async function get(session: Session): Promise<void> {
  const sink = memorySink();
  await session.download('/file', sink, { signal: never, offset: 0 });
  expect(sink.bytes().equals(bytes)).toBe(true);
}

const announced = ({ lines }: RecordingContext) =>
  lines.flatMap((line) => {
    const port = /^command PORT (.+),(\d+),(\d+)$/u.exec(line);
    if (port !== null) return [{ address: port[1]?.replaceAll(',', '.'), port: Number(port[2]) * 256 + Number(port[3]) }];
    const extended = /^command EPRT \|\d\|(.+)\|(\d+)\|$/u.exec(line);
    return extended === null ? [] : [{ address: extended[1], port: Number(extended[2]) }];
  });

describe('the ports of active mode', () => {
  // Pure-FTPd always comes from port 20, so that TCP itself keeps it from coming to one port twice in a minute.
  it.each(['vsftpd-plain', 'proftpd-explicit'] as const)('lets four connections to %s share the only one', async (kind) => {
    const { server: reserved, port } = await listenOn('127.0.0.1');
    reserved.close();
    await once(reserved, 'close');
    const server = await startServer(kind);
    onTestFinished(() => server.stop());
    const context = quietContext(server, { settings: settingsWith({ dataMode: 'active', activePorts: { from: port, to: port } }) });
    await Promise.all([1, 2, 3, 4].map(async (number) => {
      const session = await openFtp(profileOf(server, server.protocol as Protocol), context);
      for (let round = 0; round < 5; round += 1) {
        expect(await session.upload(memorySource(bytes), `/up ${number}`, { signal: never, offset: 0 })).toBe(bytes.length);
        const sink = memorySink();
        await session.download(`/up ${number}`, sink, { signal: never, offset: 0 });
        expect(sink.bytes().equals(bytes)).toBe(true);
      }
      await session.close();
    }));
    expect(announced(context)).toHaveLength(40);
    expect(new Set(announced(context).map((one) => one.port))).toEqual(new Set([port]));
  });

  it('says that none comes free, and goes on in passive mode', async () => {
    const { port } = await listenOn('127.0.0.1');
    const { context, session } = await openDouble({}, { dataMode: 'active', timeoutSeconds: 1, activePorts: { from: port, to: port } });
    await get(session);
    expect(announced(context)).toEqual([]);
    expect(context.lines.join('\n')).toContain(`No port from ${port} to ${port} came free`);
  });
});

describe('the external address', () => {
  const comesAnyway: FtpScript = {
    PORT: (self, argument) => {
      const [high = 0, low = 0] = argument.split(',').slice(4).map(Number);
      self.setActive('127.0.0.1', high * 256 + low);
      self.reply('200 Will come.');
    },
    EPRT: (self, argument) => {
      self.setActive('::1', Number(argument.split('|')[3]));
      self.reply('200 Will come.');
    },
  };

  it('is what PORT names', async () => {
    const { context, session } = await openDouble(comesAnyway, { dataMode: 'active', externalAddress: '127.9.9.9' });
    await get(session);
    expect(announced(context)[0]?.address).toBe('127.9.9.9');
  });

  it('and the ports are those of the site where it names its own', async () => {
    const { server: reserved, port } = await listenOn('127.0.0.1');
    reserved.close();
    await once(reserved, 'close');
    const { context, session } = await openDouble(comesAnyway, { dataMode: 'active', externalAddress: '127.9.9.9', activePorts: { from: 1, to: 1 } }, { externalAddress: '127.8.8.8', activePorts: { from: port, to: port } });
    await get(session);
    expect(announced(context)[0]).toEqual({ address: '127.8.8.8', port });
  });

  it('is what EPRT names over IPv6, and none of the other family is', async () => {
    const settings = { dataMode: 'active', externalAddress: 'fd00::7' } as const;
    const { context, session } = await openDouble(comesAnyway, settings, {}, { loopback: '::1' });
    await get(session);
    expect(announced(context)[0]?.address).toBe('fd00::7');
    const other = await openDouble(comesAnyway, { ...settings, externalAddress: '127.9.9.9' }, {}, { loopback: '::1' });
    await get(other.session);
    expect(announced(other.context)[0]?.address).toBe('::1');
  });

  it('may be a name', async () => {
    const { context, session } = await openDouble(comesAnyway, { dataMode: 'active', externalAddress: 'localhost' });
    await get(session);
    expect(announced(context)[0]?.address).toBe('127.0.0.1');
  });

  it('is what a page of the user’s choice tells, asked once', async () => {
    let visits = 0;
    const page = createPage((_, answer) => {
      visits += 1;
      answer.end('<p>You come from 127.9.9.8, by [::1].</p>');
    }).listen(0, '127.0.0.1');
    await once(page, 'listening');
    onTestFinished(() => new Promise((resolve) => { page.close(() => resolve()); }));
    const externalAddress = `http://127.0.0.1:${(page.address() as AddressInfo).port}/ip`;
    const { context, session } = await openDouble(comesAnyway, { dataMode: 'active', externalAddress });
    await get(session);
    await get(session);
    expect(announced(context).map(({ address }) => address)).toEqual(['127.9.9.8', '127.9.9.8']);
    expect(visits).toBe(1);
  });

  it.each([
    ['answers an error', (answer: ServerResponse) => answer.writeHead(500).end('127.9.9.8'), 'answered 500'],
    ['names no address', (answer: ServerResponse) => answer.end('1.2.3 and 999.1.1.1 and ::1'), 'names no IPv4 address'],
    ['never ends', (answer: ServerResponse) => answer.write('x'.repeat(200_000)), 'more than an address'],
    ['says nothing', () => undefined, 'was not found'],
  ])('is passive mode’s matter where the page %s', async (_, say, words) => {
    const page = createPage((_request, answer) => void say(answer)).listen(0, '127.0.0.1');
    await once(page, 'listening');
    onTestFinished(() => new Promise((resolve) => {
      page.close(() => resolve());
      page.closeAllConnections();
    }));
    const externalAddress = `http://127.0.0.1:${(page.address() as AddressInfo).port}/ip`;
    const { context, session } = await openDouble({}, { dataMode: 'active', externalAddress, timeoutSeconds: 1 });
    await get(session);
    expect(announced(context)).toEqual([]);
    expect(context.lines.join('\n')).toContain(words);
  });

  it('is kept from a server in the private network', async () => {
    const { context, session } = await openDouble({}, { dataMode: 'active', externalAddress: '203.0.113.7' });
    await get(session);
    expect(announced(context)[0]?.address).toBe('127.0.0.1');
  });
});

describe('whoever comes to the data connection', () => {
  it('is refused when it is not the server, which is still waited for', async () => {
    let heard = '';
    const { context, session } = await openDouble({
      RETR: async (self) => {
        const { address: host = '', port = 0 } = announced(context)[0] ?? {};
        const stranger = connect({ host, port, localAddress: '127.0.0.7' }).on('data', (part: Buffer) => { heard += part.toString(); });
        stranger.on('error', () => undefined);
        await once(stranger, 'close');
        await self.usual();
      },
    }, { dataMode: 'active' });
    await get(session);
    expect(heard).toBe('');
    expect(context.lines.join('\n')).toContain('A data connection came from 127.0.0.7 and not from the server. It is refused.');
  });
});

describe('the address of a PASV reply', () => {
  async function elsewhere() {
    const other = await listenOn('127.0.0.5', (socket) => socket.end(bytes));
    const named = `127,0,0,5,${other.port >> 8},${other.port & 255}`;
    let asSent = false;
    const script: FtpScript = {
      EPSV: (self) => self.reply('500 What?'),
      PASV: async (self) => {
        const port = await self.openPassive();
        self.reply(`227 Passive (${asSent ? named : `127,0,0,5,${port >> 8},${port & 255}`})`);
      },
      RETR: async (self) => {
        if (!asSent) return self.usual();
        self.reply('150 Elsewhere.');
        self.reply('226 Done.');
      },
    };
    return { script, turn: () => { asSent = true; } };
  }

  it('is replaced by that of the control connection, which is said', async () => {
    const { script } = await elsewhere();
    const { context, session } = await openDouble(script, {});
    await get(session);
    expect(context.lines).toContain('status The server named the address 127.0.0.5 for data; connecting to 127.0.0.1 instead.');
  });

  it('is taken as sent where the site says so, without asking by EPSV, which is said too', async () => {
    const { script, turn } = await elsewhere();
    turn();
    const { context, double, session } = await openDouble(script, {}, { passiveAddress: 'as-sent' });
    await get(session);
    expect(double.commands).not.toContain('EPSV');
    expect(context.lines).toContain('status The server named the address 127.0.0.5 for data; connecting there, as the site says, and not to 127.0.0.1.');
  });
});
