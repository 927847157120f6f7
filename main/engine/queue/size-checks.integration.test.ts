import { mkdir, writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FtpDoubleSession } from '../../../e2e/fixtures/ftp-double-session.ts';
import { startFtpDouble, type FtpDouble, type FtpDoubleOptions, type FtpScript } from '../../../e2e/fixtures/ftp-double.ts';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { startServer } from '../../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { startTestEngine, type TestEngine } from '../test-engine.ts';

const bytes = Buffer.alloc(5_000, 'x');

const scratch = scratchPerTest('sizes');

async function connect(server: Pick<FtpDouble, 'host' | 'port' | 'user' | 'password'>, protocol: 'ftp' | 'ftps-explicit', settings: Partial<Settings> = {}) {
  const engine = startTestEngine({ settings });
  onTestFinished(() => engine.close());
  const profile = profileSchema.parse({ protocol, host: server.host, port: server.port, logon: { type: 'password', user: server.user } });
  return { engine, session: (await engine.connect(profile, server.password)).session };
}

/** Says 226 of every upload and keeps only the beginning of those that are named so. */
const shortStore = (isCut: (path: string) => boolean): FtpScript => ({
  STOR: async (self: FtpDoubleSession, path: string) => {
    await self.usual();
    if (isCut(path)) self.files.set(path, Buffer.from(self.files.get(path)!.subarray(0, 100)));
  },
});

async function double(options: FtpDoubleOptions): Promise<FtpDouble> {
  // The double ends a listing of nothing before TLS has begun.
  const server = await startFtpDouble({ files: { '/there': 'already' }, ...options });
  onTestFinished(() => server.stop());
  return server;
}

async function uploadFolder(engine: TestEngine, session: Parameters<TestEngine['transfer']>[2], count: number) {
  await mkdir(scratch.at('folder'));
  await Promise.all(Array.from({ length: count }, (_, index) => writeFile(scratch.at('folder', `${index}`), bytes)));
  return engine.transfer(LOCAL_SESSION, [{ path: scratch.at('folder'), kind: 'directory' }], session, '/');
}

/** The one file that is not done yet, once all others are. */
async function lastActive(engine: TestEngine) {
  const open = () => engine.rows().filter(({ state }) => state !== 'done');
  await engine.until(() => open().length === 1);
  return open()[0]!;
}

describe('a server that confirms what it has not kept', () => {
  it.each([['ftp', {}], ['ftps-explicit', { tls: 'explicit' }]] as const)('is found out by SIZE where there is one file (%s)', async (protocol, options) => {
    const server = await double({ ...options, script: shortStore(() => true) });
    const { engine, session } = await connect(server, protocol);
    await writeFile(scratch.at('one'), bytes);
    const [row] = await engine.transfer(LOCAL_SESSION, [{ path: scratch.at('one'), kind: 'file' }], session, '/');
    expect(row).toMatchObject({ state: 'failed', failure: { reason: 'wrong-size', parameters: { path: '/one', actual: 100, expected: 5_000 } } });
  });

  it.each([['ftp', {}], ['ftps-explicit', { tls: 'explicit' }]] as const)('is found out by one listing where there are many (%s)', async (protocol, options) => {
    const server = await double({ ...options, script: shortStore((path) => path === '/folder/3' || path === '/folder/17') });
    const { engine, session } = await connect(server, protocol);
    const rows = await uploadFolder(engine, session, 40);
    expect(rows.filter(({ state }) => state === 'failed').map(({ to }) => to.path).toSorted()).toEqual(['/folder/17', '/folder/3']);
    expect(rows.filter(({ state }) => state === 'done')).toHaveLength(39);
    expect(server.commands.filter((line) => line === 'MLSD /folder')).toHaveLength(1);
    expect(server.commands.filter((line) => line.startsWith('SIZE'))).toHaveLength(2);
  });

  it('gets the file once more, from its beginning', async () => {
    let times = 0;
    const server = await double({ script: shortStore((path) => path === '/folder/3' && ++times === 1) });
    const { engine, session } = await connect(server, 'ftp', { retries: 2, retryDelaySeconds: 0 });
    expect((await uploadFolder(engine, session, 40)).every(({ state }) => state === 'done')).toBe(true);
    expect(times).toBe(2);
    expect(server.files.get('/folder/3')?.equals(bytes)).toBe(true);
    expect(server.commands.filter((line) => line.startsWith('REST'))).toEqual([]);
    expect(engine.questions).toEqual([]);
  });

  it('is found out for the others where the last file fails by itself', async () => {
    let stored = 0;
    const short = shortStore((path) => path === '/folder/3');
    const server = await double({ script: { STOR: async (self, path) => (++stored === 20 ? self.reply('553 No more.') : short['STOR']!(self, path)) } });
    const { engine, session } = await connect(server, 'ftp', { transfers: 1 });
    await uploadFolder(engine, session, 20);
    const failed = () => engine.rows().filter(({ state }) => state === 'failed').map(({ failure }) => failure?.reason);
    await engine.until(() => failed().length === 2);
    expect(failed()).toContain('wrong-size');
  });

  it.each(['pause', 'cancel'] as const)('is found out though the file that was compared by is broken off by a %s meanwhile', async (how) => {
    const short = shortStore((path) => path === '/folder/3');
    let compared = 0;
    const server = await double({ script: { ...short, MLSD: async (self, path) => {
      if (path === '/folder' && ++compared === 1) return;
      await self.usual();
    } } });
    const { engine, session } = await connect(server, 'ftp');
    const sending = uploadFolder(engine, session, 20);
    await expect.poll(() => compared, { interval: 20 }).toBe(1);
    const last = await lastActive(engine);
    await (how === 'pause' ? engine.client.pauseTransfers([last.id], true) : engine.client.cancelTransfers([last.id]));
    await sending;
    await engine.until(() => engine.rows().some(({ state }) => state === 'failed'));
    expect(engine.rows().filter(({ state }) => state !== 'done')).toMatchObject([{ state: 'failed', to: { path: '/folder/3' }, failure: { reason: 'wrong-size' } }]);
  });

  it('does not take from a row that its user sends again meanwhile what it has got', async () => {
    const [listed, cut] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let times = 0;
    let compared = 0;
    const short = shortStore(() => times === 1);
    const server = await double({ script: {
      STOR: async (self, path) => {
        if (path !== '/folder/3') return self.usual();
        if (++times !== 2) return short['STOR']!(self, path);
        self.reply('150 Go on.');
        const channel = await self.openData();
        channel.resume();
        await cut.promise;
        self.files.set(path, bytes.subarray(0, 3_000));
        self.reset();
      },
      MLSD: async (self, path) => {
        if (path === '/folder' && ++compared === 1) await listed.promise;
        await self.usual();
      },
    } });
    const { engine, session } = await connect(server, 'ftp', { retries: 2, retryDelaySeconds: 0, existsUpload: 'overwrite' });
    const sending = uploadFolder(engine, session, 20);
    await expect.poll(() => compared, { interval: 20 }).toBe(1);
    const [last, wrong] = [await lastActive(engine), engine.rows().find(({ to }) => to.path === '/folder/3')!];
    await engine.client.retryTransfers([wrong.id]);
    await expect.poll(() => times, { interval: 20 }).toBe(2);
    listed.resolve();
    await engine.until(() => engine.rows().find(({ id }) => id === last.id)?.state === 'done');
    cut.resolve();
    await sending;
    expect(engine.rows().find(({ id }) => id === wrong.id)).toMatchObject({ state: 'done', note: 'went-on' });
    expect(server.commands.filter((line) => line.startsWith('REST'))).toContain('REST 3000');
    expect(server.files.get('/folder/3')?.equals(bytes)).toBe(true);
  });

  it('is not thought of where only its listing shows other sizes', async () => {
    const server = await double({ script: {
      FEAT: (self) => self.reply('211-Features:\n SIZE\n REST STREAM\n EPSV\n211 End'),
      LIST: async (self) => {
        self.reply('150 Rounded.');
        (await self.openData()).resume().end(Array.from({ length: 20 }, (_, index) => `-rw-r--r-- 1 a b 8192 Jan  2 2020 ${index}\r\n`).join(''));
        self.reply('226 Done.');
      },
    } });
    const { engine, session } = await connect(server, 'ftp');
    expect((await uploadFolder(engine, session, 20)).every(({ state }) => state === 'done')).toBe(true);
  });
});

it.each(['vsftpd-plain', 'proftpd-explicit', 'pure-ftpd-plain'] as const)('costs %s one listing a folder and no command a file', async (kind) => {
  const server = await startServer(kind);
  onTestFinished(() => server.stop());
  const { engine, session } = await connect(server, kind.endsWith('plain') ? 'ftp' : 'ftps-explicit');
  await mkdir(scratch.at('folder'));
  await Promise.all(Array.from({ length: 30 }, (_, index) => writeFile(scratch.at('folder', `${index}`), bytes)));
  const rows = await engine.transfer(LOCAL_SESSION, [{ path: scratch.at('folder'), kind: 'directory' }], session, server.homePath);
  expect(rows.every(({ state }) => state === 'done')).toBe(true);
  const commands = () => engine.events.flatMap((event) => (event.type === 'log' ? event.lines.filter((line) => line.kind === 'command').map(({ text }) => text) : []));
  const afterwards = () => commands().slice(commands().findLastIndex((line) => line.startsWith('STOR')) + 1).filter((line) => /^(?:MLSD|LIST)/u.test(line));
  await engine.until(() => afterwards().length > 0);
  expect(afterwards()).toHaveLength(1);
  expect(commands().filter((line) => line.startsWith('SIZE'))).toEqual([]);
});
