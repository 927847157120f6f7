import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startFtpDouble, type FtpScript } from '../../../e2e/fixtures/ftp-double.ts';
import { startServer, type ServerKind, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { profileSchema, type Protocol } from '../../../shared/model/profile.ts';
import { profileOf } from '../ftp/test-context.ts';
import { startTestEngine, valueOf, type TestEngine } from '../test-engine.ts';

const content = randomBytes(400_000);
const kinds = ['vsftpd-plain', 'pure-ftpd-plain', 'vsftpd-explicit', 'openssh'] as const satisfies readonly ServerKind[];
const servers = new Map<ServerKind, TestServer>();
let engine: TestEngine;

beforeAll(async () => {
  engine = startTestEngine({ transfers: 3 });
  await Promise.all(kinds.map(async (kind) => {
    // All servers and this computer have one address, so that no server sees a foreign one.
    const server = await startServer(kind);
    servers.set(kind, server);
    await mkdir(join(server.root, 'tree', 'below'), { recursive: true });
    for (const name of ['one', 'below/two', 'below/empty']) await writeFile(join(server.root, 'tree', name), name.endsWith('empty') ? '' : content);
    await server.handOver();
  }));
});
afterAll(async () => {
  await engine.close();
  await Promise.all([...servers.values()].map((server) => server.stop()));
});

it.each([
  ['vsftpd-plain', 'pure-ftpd-plain', true],
  ['vsftpd-plain', 'vsftpd-plain', true],
  ['vsftpd-explicit', 'vsftpd-plain', false],
  ['pure-ftpd-plain', 'openssh', false],
] as const)('copies a folder from %s to %s, and tells whether directly: %s', async (fromKind, toKind, direct) => {
  const [from, to] = [servers.get(fromKind)!, servers.get(toKind)!];
  const [source, target] = [await engine.connect(profileOf(from, from.protocol as Protocol), from.password), await engine.connect(profileOf(to, to.protocol as Protocol), to.password)];
  const directory = `${to.homePath === '/' ? '' : to.homePath}/from-${fromKind}`;
  await mkdir(join(to.root, `from-${fromKind}`));
  await to.handOver();
  const rows = await engine.transfer(source.session, [{ path: '/tree', kind: 'directory' }], target.session, directory);
  expect(rows.map((row) => [row.state, row.failure])).toEqual(rows.map(() => ['done', null]));
  const files = rows.filter((row) => row.kind === 'file');
  expect(files.map((row) => [row.direct, row.size])).toEqual(expect.arrayContaining([[direct, content.length], [direct, 0]]));
  for (const name of ['one', 'below/two']) expect((await readFile(join(to.root, `from-${fromKind}`, 'tree', name))).equals(content)).toBe(true);
});

it('gives up on a direct copy of which nothing arrives, as another connection to the target tells', async () => {
  const silent: FtpScript = { RETR: (session) => session.reply('150 Any moment.'), STOR: (session) => session.reply('150 Go on.'), ABOR: (session) => session.reply('426 Stopped.\n226 Aborted.') };
  const [from, to] = await Promise.all([
    startFtpDouble({ script: silent, files: { '/one': content } }),
    startFtpDouble({ script: { ...silent, SIZE: (session) => session.reply('213 0') } }),
  ]);
  const own = startTestEngine({ settings: { timeoutSeconds: 5 } });
  try {
    const [source, target] = [await own.connect(profileOf(from, 'ftp'), from.password), await own.connect(profileOf(to, 'ftp'), to.password)];
    const rows = await own.transfer(source.session, [{ path: '/one', kind: 'file' }], target.session, '/');
    expect(rows).toMatchObject([{ state: 'failed', failure: { reason: 'reply-timeout' } }]);
    expect(to.commands.filter((line) => line === 'SIZE /one').length).toBeGreaterThan(1);
  } finally {
    await own.close();
    await Promise.all([from.stop(), to.stop()]);
  }
});

it.each([
  ['direct', {}, true],
  ['through this computer, since a limit of the site counts', { uploadRate: 50_000_000 }, false],
] as const)('takes a temporary name where the site wants it: %s', async (_how, limits, direct) => {
  const [from, to] = [servers.get('vsftpd-plain')!, servers.get('pure-ftpd-plain')!];
  const own = startTestEngine({ settings: { existsUpload: 'overwrite' } });
  try {
    const source = await own.connect(profileOf(from, 'ftp'), from.password);
    const target = await own.connect({ ...profileOf(to, 'ftp'), transfers: profileSchema.shape.transfers.parse({ temporaryName: true, ...limits })! }, to.password);
    const directory = `beside-${direct}`;
    await mkdir(join(to.root, directory));
    await to.handOver();
    const rows = await own.transfer(source.session, [{ path: '/tree/one', kind: 'file' }], target.session, `/${directory}`);
    expect(rows.map((row) => row.failure ?? [row.state, row.direct])).toEqual([['done', direct]]);
    expect(await readdir(join(to.root, directory))).toEqual(['one']);
    expect((await readFile(join(to.root, directory, 'one'))).equals(content)).toBe(true);
    await own.until(() => own.events.some((event) => event.type === 'log' && event.lines.some(({ text }) => /^RNFR .*\.one\.[0-9a-z]{4}\.hawser-part$/u.test(text))));
  } finally {
    await own.close();
  }
});

it('keeps to the limit for uploads, though a copy comes down as well', async () => {
  const [from, to] = [servers.get('pure-ftpd-plain')!, servers.get('openssh')!];
  const own = startTestEngine({ settings: { uploadRate: 100_000 } });
  try {
    const [source, target] = [await own.connect(profileOf(from, 'ftp'), from.password), await own.connect(profileOf(to, 'sftp'), to.password)];
    valueOf(await own.client.enqueue({ sources: [{ place: { session: source.session, path: '/tree/one' }, kind: 'file', size: content.length }], targetDirectory: { session: target.session, path: to.homePath } }));
    // Three looks a second: without a limit all of it has gone before the second one.
    const seen = () => own.events.filter((event) => event.type === 'progress' && event.rows.some(({ bytes }) => bytes > 0 && bytes < content.length));
    await own.until(() => seen().length >= 4);
    valueOf(await own.client.cancelTransfers());
    await own.idle();
    expect(own.rows().map(({ state }) => state)).toEqual(['cancelled']);
  } finally {
    await own.close();
  }
});
