import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { receiveData } from '../../../e2e/fixtures/ftp-double-verbs.ts';
import type { FtpDoubleOptions } from '../../../e2e/fixtures/ftp-double.ts';
import * as fault from '../../../e2e/fixtures/ftp-faults.ts';
import { failureOf } from '../session/failure-of.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import { content, get, list, openDouble, put } from './open-double.ts';

const never = new AbortController().signal;

it('takes PASV where EPSV is unknown, tries it once, and never follows the address in it', async () => {
  let script: FtpDoubleOptions['script'] = fault.answer('EPSV', '500 What?');
  script = { ...script, PASV: async (self) => {
    const port = await self.openPassive();
    self.reply(`227 Entering Passive Mode (10,1,2,3,${port >> 8},${port & 255}).`);
  } };
  const { session, double, context } = await openDouble({ script });
  expect(await get(session)).toBe(content.length);
  expect(await get(session)).toBe(content.length);
  expect(double.commands.filter((line) => line === 'EPSV')).toHaveLength(1);
  expect(context.lines.join('\n')).toContain('10.1.2.3');
});

it.each(['227 Entering Passive Mode.', '227 (1,2,3)', '227 (300,0,0,1,1,1)', '227 (127,0,0,1,0,0)'])('says that %s makes no sense', async (reply) => {
  const { session } = await openDouble({ script: { ...fault.answer('EPSV', '502 No.'), ...fault.answer('PASV', reply), ...fault.answer('PORT', '502 No.'), ...fault.answer('EPRT', '502 No.') } });
  expect(await failureOf(get(session))).toMatchObject({ reason: 'bad-reply', detail: reply });
});

it('says when the data port is closed, and goes on', async () => {
  let closed = true;
  const closedPort = 9;
  const { session } = await openDouble({
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
  const { session } = await openDouble({ script: fault.cutData(1000, '426') });
  expect(await failureOf(get(session))).toMatchObject({ detail: '426 Connection closed; transfer aborted.' });
  expect(await list(session)).toHaveLength(1);
});

it('does not believe a 226 after half a file', async () => {
  const { session } = await openDouble({ script: fault.cutData(1000, '226') });
  expect(await failureOf(get(session))).toMatchObject({ reason: 'wrong-size', parameters: { actual: 1000, expected: content.length } });
});

it('does not believe an announced size that does not come', async () => {
  const { session } = await openDouble({ features: [], script: { RETR: async (self) => {
    self.reply('150 Opening BINARY mode data connection for file (500 bytes).');
    (await self.openData()).resume().end('short');
    self.reply('226 Done.');
  } } });
  expect(await failureOf(get(session))).toMatchObject({ reason: 'wrong-size', parameters: { actual: 5, expected: 500 } });
});

it('does not believe a text that has fewer bytes than the server has of it', async () => {
  const { session } = await openDouble({ script: { RETR: async (self) => {
    self.reply('150 Opening ASCII mode data connection for file (500 bytes).');
    (await self.openData()).resume().end('short');
    self.reply('226 Done.');
  } } });
  const cut = session.download('/file', memorySink(), { signal: never, offset: 0, text: true });
  expect(await failureOf(cut)).toMatchObject({ reason: 'wrong-size', parameters: { actual: 5, expected: 500 } });
});

it('does not believe a 226 after a large upload over TLS of which little was kept', async () => {
  const { session } = await openDouble({ tls: 'explicit', script: { STOR: async (self, path) => {
    await self.usual();
    self.files.set(path, Buffer.alloc(1_000));
  } } });
  expect(await failureOf(put(session, Buffer.alloc(5_000_000)))).toMatchObject({ reason: 'wrong-size', parameters: { actual: 1_000, expected: 5_000_000 } });
});

it.each(['RETR', 'STOR'])('wants a 226 after %s', async (verb) => {
  const { session } = await openDouble({ script: verb === 'RETR' ? fault.withoutCompletion('RETR') : { STOR: async (self) => {
    self.reply('150 Go on.');
    (await self.openData()).resume();
  } } });
  expect(await failureOf(verb === 'RETR' ? get(session) : put(session))).toMatchObject({ reason: 'not-confirmed' });
  await session.ended;
});

it('gives up on a download that stands still', async () => {
  const { session } = await openDouble({ script: fault.stalledData('RETR') });
  expect(await failureOf(get(session))).toMatchObject({ reason: 'reply-timeout' });
});

it('does not count the time that a slow sink takes', async () => {
  const { session } = await openDouble();
  const write = () => setTimeout(4500, undefined);
  expect(await session.download('/file', { write }, { signal: never, offset: 0 })).toBe(content.length);
});

it('waits for nothing once a download is over whose end came before its bytes were taken', async () => {
  const { session } = await openDouble();
  expect(await session.download('/file', { write: () => setTimeout(200, undefined) }, { signal: never, offset: 0 })).toBe(content.length);
  const ended = await Promise.race([session.ended.then(() => true), setTimeout(2500, false)]);
  expect(ended).toBe(false);
  expect(await list(session)).toHaveLength(1);
});

it.each(['RETR', 'STOR'])('goes over to passive mode where nobody comes for %s and the server says nothing', async (verb) => {
  const { session, double, context } = await openDouble({ script: { [verb]: (self) => {
    const asked = double.commands.findLast((line) => /^(?:PORT|EPRT|PASV|EPSV)/u.test(line));
    return asked === 'EPSV' || asked === 'PASV' ? self.usual() : undefined;
  }, ...fault.answer('ABOR', '226 Stopped.') } }, {}, 'active');
  expect(await (verb === 'RETR' ? get(session) : put(session))).toBe(content.length);
  expect(context.lines.join('\n')).toContain('Trying passive mode');
});

it('says that a data connection broke before its encryption began, and goes on', async () => {
  let broken = false;
  const { session } = await openDouble({ tls: 'explicit', script: { RETR: async (self) => {
    if (broken) return self.usual();
    broken = true;
    self.protectData = false;
    (await self.openData()).resetAndDestroy();
    self.protectData = true;
    await setTimeout(300);
    self.reply('426 It broke.');
  } } }, {}, 'active');
  expect(await failureOf(get(session))).toMatchObject({ code: expect.stringMatching(/^(?:unreachable|lost)$/u) });
  expect(await get(session)).toBe(content.length);
});

it('tells the server’s reason for a broken upload', async () => {
  const { session } = await openDouble({ script: fault.fullDisk(1000) });
  expect(await failureOf(put(session, Buffer.alloc(3_000_000)))).toMatchObject({ reason: 'server-full', detail: '552 Disk full.' });
  expect(await list(session)).toHaveLength(1);
});

it('appends where the server restarts downloads only, unless bytes have been taken already', async () => {
  let refuseAtOnce = true;
  const { session, double } = await openDouble({ script: {
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
  const { session, double } = await openDouble({ script: {
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
  const { session, context } = await openDouble({ script: fault.listNames(['good', ...fault.hostileNames]) });
  const names = (await list(session)).map((entry) => entry.name);
  expect(names).toContain('good');
  expect(names).toContain('..\\escaped.txt');
  for (const bad of ['..', '.', '../escaped.txt', '/etc/escaped.txt', 'a/b.txt', '', 'nul\0byte.txt', 'line\rbreak.txt']) expect(names).not.toContain(bad);
  expect(context.lines.join('\n')).toContain('../escaped.txt');
});

it('keeps a listing together that has lines nobody understands', async () => {
  const { session } = await openDouble({ features: [], script: { LIST: async (self) => {
    self.reply('150 Listing.');
    (await self.openData()).resume().end('total 2\r\n-rw-r--r-- 1 a b 5 Jan  2 2020 one\r\nwhat/ever this is\r\n-rw-r--r-- 1 a b 6 Jan  2 2020 two');
    self.reply('226 Done.');
  } } });
  expect(await list(session)).toMatchObject([{ name: 'one', size: 5 }, { kind: 'unparsed', name: 'what∕ever this is' }, { name: 'two', size: 6 }]);
});

it('takes data from the server and from nobody else in active mode', async () => {
  let strangers = 0;
  const { session, double, context } = await openDouble({ script: { RETR: async (self) => {
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
