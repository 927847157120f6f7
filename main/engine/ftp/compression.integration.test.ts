import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFtpDouble, type FtpDoubleOptions } from '../../../e2e/fixtures/ftp-double.ts';
import { receiveData, sendData } from '../../../e2e/fixtures/ftp-double-verbs.ts';
import { startServer, type ServerKind } from '../../../e2e/fixtures/start-server.ts';
import { ftpChoicesSchema } from '../../../shared/model/ftp-choices.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import type { DataMode, Protocol } from '../../../shared/model/profile.ts';
import { Failure } from '../session/failure.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const never = new AbortController().signal;
const ftp = ftpChoicesSchema.parse({ compress: true });
const contents = {
  empty: Buffer.alloc(0),
  byte: Buffer.from('x'),
  random: randomBytes(3_000_001),
  text: Buffer.alloc(20_000_000, 'All work and no play makes Jack a dull boy.\n'),
  small: Buffer.from('a few words, a few words'),
};
const names = Object.keys(contents) as (keyof typeof contents)[];

async function open(kind: ServerKind, dataMode: DataMode, configuration: readonly string[]) {
  const server = await startServer(kind, { configuration });
  onTestFinished(() => server.stop());
  for (const name of names) await writeFile(join(server.root, name), contents[name]);
  await server.handOver();
  const context = quietContext(server);
  const session = await openFtp({ ...profileOf(server, server.protocol as Protocol, dataMode), ftp }, context);
  onTestFinished(() => session.close());
  return { session, context, root: server.root };
}

async function openDouble(options: FtpDoubleOptions) {
  const double = await startFtpDouble({ features: ['MODE Z', 'SIZE', 'REST STREAM'], ...options });
  onTestFinished(() => double.stop());
  const session = await openFtp({ ...profileOf(double, 'ftp'), ftp }, quietContext(double, { settings: { ...settingsSchema.parse({}), timeoutSeconds: 3 } }));
  onTestFinished(() => session.close());
  return { double, session };
}

async function get(session: Session, path: string, offset = 0): Promise<Buffer> {
  const sink = memorySink();
  expect(await session.download(path, sink, { signal: never, offset })).toBe(sink.bytes().length);
  return sink.bytes();
}

const deflating = ['LoadModule mod_deflate.c', 'DeflateEngine on'];

describe.each([
  ['proftpd-plain', 'passive'],
  ['proftpd-plain', 'active'],
  ['proftpd-explicit', 'passive'],
  ['proftpd-implicit', 'active'],
] as const)('compressed data on %s, %s', (kind, mode) => {
  it('comes down, goes up and is listed as it is', async () => {
    const { session, context, root } = await open(kind, mode, deflating);
    for (const name of names) {
      expect([name, (await get(session, `/${name}`)).equals(contents[name])]).toEqual([name, true]);
      expect(await session.upload(memorySource(contents[name]), `/up ${name}`, { signal: never, offset: 0 })).toBe(contents[name].length);
      expect([name, (await readFile(join(root, `up ${name}`))).equals(contents[name])]).toEqual([name, true]);
    }
    // Its uploads stay as they are, since ProFTPD loses compressed ones.
    expect(context.lines).toContain('command MODE Z');
    expect(context.lines).toContain('command MODE S');
    const rows: string[] = [];
    await session.list('/', { signal: never, onEntries: (entries) => rows.push(...entries.map((entry) => `${entry.name} ${entry.size ?? ''}`)) });
    expect(rows.toSorted()).toEqual(names.flatMap((name) => [`${name} ${contents[name].length}`, `up ${name} ${contents[name].length}`]).toSorted());
  });

  it('is stored as it is under a name of the server’s own, after one that came down', async () => {
    const { session, root } = await open(kind, mode, deflating);
    expect((await get(session, '/small')).equals(contents.small)).toBe(true);
    const path = await session.uploadUnique!(memorySource(contents.text), '/', never);
    expect((await readFile(join(root, path))).equals(contents.text)).toBe(true);
  });

  it('goes on where it was broken off', async () => {
    const { session, root } = await open(kind, mode, deflating);
    expect((await get(session, '/random', 1_000_000)).equals(contents.random.subarray(1_000_000))).toBe(true);
    await writeFile(join(root, 'random'), contents.random.subarray(0, 2_000_000));
    expect(await session.upload(memorySource(contents.random.subarray(2_000_000)), '/random', { signal: never, offset: 2_000_000 })).toBe(1_000_001);
    expect((await readFile(join(root, 'random'))).equals(contents.random)).toBe(true);
  });

  it('ends with the failure of a sink', async () => {
    const { session } = await open(kind, mode, deflating);
    const full = () => Promise.reject(Failure.of('disk-full', { path: 'x' }));
    await expect(session.download('/text', { write: full }, { signal: never, offset: 0 })).rejects.toMatchObject({ data: { reason: 'disk-full' } });
  });
});

it('leaves data as it is where the server does not compress, and says so', async () => {
  const { session, context } = await open('vsftpd-plain', 'passive', []);
  expect((await get(session, '/small')).equals(contents.small)).toBe(true);
  expect(context.lines).not.toContain('command MODE Z');
  expect(context.lines.join('\n')).toContain('does not compress');
});

describe('a compressed stream', () => {
  const packed = deflateSync(contents.small);
  const corrupt = Buffer.from(packed);
  corrupt[corrupt.length - 1]! ^= 1;

  it.each([
    ['that ends too early', packed.subarray(0, -5)],
    ['whose checksum is wrong', corrupt],
    ['that is none', Buffer.from('plain words')],
  ])('%s is a failure, and the session works on', async (_, bytes) => {
    let sent: Uint8Array = bytes;
    const { session } = await openDouble({ features: ['MODE Z'], script: { RETR: (self) => sendData(self, sent) } });
    await expect(get(session, '/small')).rejects.toMatchObject({ data: { reason: 'data-cut-short' } });
    sent = packed;
    expect((await get(session, '/small')).equals(contents.small)).toBe(true);
  });

  it.each(names)('ends properly when it goes up (%s)', async (name) => {
    const { session, double } = await openDouble({ features: ['MODE Z'], script: { STOR: (self, path) => receiveData(self, path) } });
    expect(await session.upload(memorySource(contents[name]), '/up', { signal: never, offset: 0 })).toBe(contents[name].length);
    expect(inflateSync(double.files.get('/up') ?? '').equals(contents[name])).toBe(true);
  });

  it('ends with the failure of its source', async () => {
    const { session } = await openDouble({ features: ['MODE Z'] });
    const broken = { size: null, read: () => Promise.reject(Failure.of('local-failed', { path: 'x' })) };
    await expect(session.upload(broken, '/up', { signal: never, offset: 0 })).rejects.toMatchObject({ data: { reason: 'local-failed' } });
  });

  it('is given up where the server refuses MODE Z after all', async () => {
    const { session } = await openDouble({ features: ['MODE Z'], files: { '/small': contents.small }, script: { MODE: (self) => self.reply('504 No.') } });
    expect((await get(session, '/small')).equals(contents.small)).toBe(true);
  });
});

describe('PRET', () => {
  const wanting = (files: FtpDoubleOptions['files']): FtpDoubleOptions => {
    let prepared = false;
    const withPret = (verb: string): NonNullable<FtpDoubleOptions['script']> => ({
      [verb]: async (self) => {
        if (!prepared) return self.reply('500 You need to use a client supporting PRET.');
        prepared = false;
        await self.usual();
      },
    });
    return {
      files: files ?? {},
      features: ['PRET', 'SIZE'],
      script: {
        ...withPret('PASV'), ...withPret('EPSV'),
        PRET: (self, argument) => {
          if (argument.includes('/nothing')) return self.reply('550 No such file.');
          prepared = true;
          self.reply('200 Ready.');
        },
      },
    };
  };

  it('is said once the server has asked for it, and before each transfer from then on', async () => {
    const { session, double } = await openDouble(wanting({ '/file': 'words' }));
    for (let count = 0; count < 3; count += 1) expect((await get(session, '/file')).toString()).toBe('words');
    const commands = double.commands.filter((line) => /^(?:PRET|EPSV|PASV|PORT|RETR)/u.test(line));
    expect(commands.slice(0, 5)).toEqual(['EPSV', 'PASV', 'PRET RETR /file', 'EPSV', 'RETR /file']);
    expect(commands.slice(5)).toEqual(['PRET RETR /file', 'EPSV', 'RETR /file', 'PRET RETR /file', 'EPSV', 'RETR /file']);
  });

  it('tells of a file that is not there, without trying the other mode', async () => {
    const { session, double } = await openDouble(wanting({}));
    await expect(get(session, '/nothing')).rejects.toMatchObject({ data: { reason: 'no-such-file' } });
    expect(double.commands.join()).not.toContain('PORT');
  });

  it('is not said to a server that does without', async () => {
    const { session, context } = await open('pure-ftpd-plain', 'passive', []);
    await get(session, '/small');
    expect(context.lines.join('\n')).not.toContain('PRET RETR');
  });
});
