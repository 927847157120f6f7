import { mkdir, readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { expectSameTree } from '../../../e2e/fixtures/compare-trees.ts';
import { startFaultProxy, type FaultProxy } from '../../../e2e/fixtures/fault-proxy.ts';
import { writeLargeFile } from '../../../e2e/fixtures/large-file.ts';
import { startFtpDouble, type FtpStep } from '../../../e2e/fixtures/ftp-double.ts';
import type { FtpDoubleSession } from '../../../e2e/fixtures/ftp-double-session.ts';
import { cutsOf } from '../../../e2e/fixtures/random-cuts.ts';
import { seededRandom } from '../../../e2e/fixtures/seeded-random.ts';
import { startServer, type ServerKind, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import type { TransferRow } from '../../../shared/model/transfer.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { startTestEngine, valueOf, type TestEngine } from '../test-engine.ts';

const SIZE = 30_000_000;
const CUTS = 8;

let engine: TestEngine;

interface End {
  readonly server: TestServer;
  readonly session: SessionId;
  readonly proxy: FaultProxy;
  readonly folder: string;
}

function begin(settings: Partial<Settings> = {}): void {
  engine = startTestEngine({ settings: { retries: 4, retryDelaySeconds: 0, ...settings } });
  onTestFinished(engine.close);
}

/** A server behind a proxy that breaks its connections; `cut` names the direction that the file goes. */
async function end(kind: ServerKind, cut: 'toClient' | 'toServer' | null): Promise<End> {
  const server = await startServer(kind);
  onTestFinished(server.stop);
  const faults = cut === null ? {} : cutsOf({ place: cut, size: SIZE, cuts: CUTS, random: seededRandom(kind.length) });
  const proxy = await startFaultProxy(server, server.protocol === 'ftp' ? { dataFaults: faults } : { faults });
  onTestFinished(proxy.stop);
  const profile = profileSchema.parse({ protocol: server.protocol, host: proxy.host, port: proxy.port, logon: { type: 'password', user: server.user } });
  await mkdir(join(server.root, 'files'));
  return { server, proxy, folder: `${server.homePath === '/' ? '' : server.homePath}/files`, session: (await engine.connect(profile, server.password)).session };
}

async function copy(from: End, to: End): Promise<TransferRow> {
  await writeLargeFile(join(from.server.root, 'files', 'a.bin'), SIZE, 5);
  for (const { server } of [from, to]) await server.handOver();
  const [row] = await engine.transfer(from.session, [{ path: `${from.folder}/a.bin`, kind: 'file' }], to.session, to.folder);
  await expectSameTree(join(from.server.root, 'files'), join(to.server.root, 'files'));
  return row!;
}

it.each([
  ['openssh', 'vsftpd-plain', 'source'], ['openssh', 'vsftpd-plain', 'target'], ['vsftpd-plain', 'openssh', 'source'], ['vsftpd-plain', 'openssh', 'target'],
] as const)('from %s to %s, whose %s breaks off again and again: goes on where it stopped', async (source, target, broken) => {
  begin();
  const [from, to] = [await end(source, broken === 'source' ? 'toClient' : null), await end(target, broken === 'target' ? 'toServer' : null)];
  expect(await copy(from, to)).toMatchObject({ state: 'done', failure: null, note: 'went-on', size: SIZE, direct: false });
  expect((broken === 'source' ? from : to).proxy.cuts()).toBe(CUTS);
  expect(engine.questions.filter(({ kind }) => kind === 'file-exists')).toEqual([]);
}, 60_000);

/** Two servers that exchange data directly, of which the source breaks off its first transfer in this way, after 300,000 bytes. */
async function direct(how: (session: FtpDoubleSession, channel: Socket) => void) {
  begin();
  const content = seededRandom(1).bytes(900_000);
  let begun = false;
  const double = await startFtpDouble({ files: { '/a.bin': content }, script: {
    RETR: async (session) => {
      if (begun) return session.usual();
      begun = true;
      session.reply('150 Here it comes.');
      const channel = await session.openData();
      channel.write(content.subarray(0, 300_000), () => how(session, channel));
    },
    ABOR: (session) => {
      session.reply('426 Stopped.');
      session.reply('226 Aborted.');
    },
  } });
  onTestFinished(double.stop);
  const server = await startServer('proftpd-plain', { configuration: ['AllowForeignAddress on'] });
  onTestFinished(server.stop);
  const sign = async ({ host, port, user, password }: Pick<TestServer, 'port' | 'user' | 'password'> & { readonly host: string }) =>
    (await engine.connect(profileSchema.parse({ protocol: 'ftp', host, port, logon: { type: 'password', user } }), password)).session;
  const [source, target] = [await sign(double), await sign(server)];
  valueOf(await engine.client.enqueue({ sources: [{ place: { session: source, path: '/a.bin' }, kind: 'file', size: content.length }], targetDirectory: { session: target, path: '/' } }));
  const arrived = () => readFile(join(server.root, 'a.bin')).catch(() => Buffer.alloc(0));
  return { double, arrived, content };
}

it('directly from one server to another, paused: goes on where it stopped, directly again', async () => {
  const { double, arrived, content } = await direct((_session, channel) => channel.on('error', () => {}));
  await expect.poll(async () => (await arrived()).length).toBe(300_000);
  valueOf(await engine.client.pauseTransfers(undefined, true));
  await engine.until(() => engine.rows()[0]?.state === 'paused');
  valueOf(await engine.client.pauseTransfers(undefined, false));
  await engine.idle();
  expect(engine.rows()).toMatchObject([{ state: 'done', failure: null, note: 'went-on', direct: true, size: content.length }]);
  expect((await arrived()).equals(content)).toBe(true);
  expect(double.commands).toContain('REST 300000');
});

it('directly from one server to another, and cut: goes on where it stopped, through this computer', async () => {
  const { arrived, content } = await direct((session, channel) => channel.once('close', () => session.reply('426 Cut.')).end());
  await engine.idle();
  expect(engine.rows()).toMatchObject([{ state: 'done', failure: null, note: 'went-on', direct: false, size: content.length }]);
  expect((await arrived()).equals(content)).toBe(true);
});

it('directly from one server to another, whose sum is another: copied once more from its beginning, unasked', async () => {
  begin({ verify: true });
  const content = seededRandom(2).bytes(200_000);
  const features = ['SIZE', 'REST STREAM', 'EPSV', 'MLST type*;size*;modify*;', 'HASH SHA-256*'];
  const sums = ['right', 'wrong', 'right', 'right'];
  const HASH: FtpStep = (session) => session.reply(`213 SHA-256 0-200000 ${sums.shift() === 'right' ? '1'.repeat(64) : '0'.repeat(64)} a.bin`);
  const ends = await Promise.all([{ '/a.bin': content }, { '/there/x': '' }].map((files) => startFtpDouble({ files, features, script: { HASH } })));
  for (const { stop } of ends) onTestFinished(stop);
  const [from, to] = await Promise.all(ends.map(async ({ host, port, user, password }) =>
    (await engine.connect(profileSchema.parse({ protocol: 'ftp', host, port, logon: { type: 'password', user } }), password)).session));
  const rows = await engine.transfer(from!, [{ path: '/a.bin', kind: 'file' }], to!, '/there');
  expect(rows).toMatchObject([{ state: 'done', failure: null, direct: true, verified: true, note: 'began-anew' }]);
  expect(sums).toEqual([]);
  expect(engine.questions).toEqual([]);
  expect(ends[0]!.commands.filter((line) => line.startsWith('RETR') || line.startsWith('REST'))).toEqual(['RETR /a.bin', 'RETR /a.bin']);
  expect(ends[1]!.files.get('/there/a.bin')?.equals(content)).toBe(true);
});
