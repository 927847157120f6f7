import { appendFile, chmod, mkdir, readFile, readdir, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFtpDouble, type FtpDoubleOptions } from '../../../e2e/fixtures/ftp-double.ts';
import { listNames } from '../../../e2e/fixtures/ftp-faults.ts';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { startServer } from '../../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileSchema, type Profile } from '../../../shared/model/profile.ts';
import { startTestEngine, valueOf, type TestEngineOptions } from '../test-engine.ts';

const scratch = scratchPerTest('changing');

type Address = Pick<Profile, 'host' | 'port' | 'protocol'> & { readonly user: string; readonly password: string };

async function connect(server: Address, options: TestEngineOptions, choices: Partial<Profile> = {}) {
  const engine = startTestEngine(options);
  onTestFinished(engine.close);
  const { protocol, host, port, user, password } = server;
  return { engine, session: (await engine.connect(profileSchema.parse({ protocol, host, port, logon: { type: 'password', user }, ...choices }), password)).session };
}
async function double(options: FtpDoubleOptions) {
  const started = await startFtpDouble(options);
  onTestFinished(started.stop);
  return { ...started, protocol: 'ftp' as const };
}

describe('a file that changes while it is sent', () => {
  const SIZE = 300_000;
  const begin = async (change: (path: string) => Promise<void>) => {
    const server = await double({ files: { '/a.bin': 'old' } });
    const { engine, session } = await connect(server, { settings: { uploadRate: 300_000, existsUpload: 'overwrite' } }, { transfers: { ...profileSchema.shape.transfers.parse({}), temporaryName: true } as Profile['transfers'] });
    const path = scratch.at('a.bin');
    await writeFile(path, Buffer.alloc(SIZE, 7));
    valueOf(await engine.client.enqueue({ sources: [{ place: { session: LOCAL_SESSION, path }, kind: 'file', size: SIZE }], targetDirectory: { session, path: '/' } }));
    await engine.moved();
    await change(path);
    await engine.idle();
    return { row: engine.rows()[0], files: server.files };
  };

  it('grows: it arrives as it was when it was opened', async () => {
    const { row, files } = await begin((path) => appendFile(path, 'more'));
    expect(row).toMatchObject({ state: 'done', size: SIZE });
    expect([...files].map(([path, { length }]) => [path, length])).toEqual([['/a.bin', SIZE]]);
  });

  it('is removed: what was opened arrives whole', async () => {
    const { row, files } = await begin(unlink);
    expect(row).toMatchObject({ state: 'done', size: SIZE });
    expect([...files.keys()]).toEqual(['/a.bin']);
  });

  it('shrinks: it fails by its size, and what was there stays', async () => {
    const { row, files } = await begin((path) => truncate(path, 10_000));
    expect(row).toMatchObject({ state: 'failed', failure: { reason: 'wrong-size' } });
    expect([...files].map(([path, content]) => [path, String(content)])).toEqual([['/a.bin', 'old']]);
  });
});

it('a file that has grown on the server since it was listed comes whole', async () => {
  const content = Buffer.from('longer by now');
  const before = listNames(['a.txt'])['MLSD']!;
  let listed = 0;
  const server = await double({ files: { '/dir/a.txt': content }, script: { MLSD: (session, path) => (listed++ === 0 ? before(session, path) : session.usual()) } });
  const { engine, session } = await connect(server, {});
  const rows = await engine.transfer(session, [{ path: '/dir', kind: 'directory' }], LOCAL_SESSION, scratch.path);
  expect(rows.map((row) => row.failure ?? row.state)).toEqual(['done', 'done']);
  expect(await readFile(scratch.at('dir/a.txt'), 'utf8')).toBe('longer by now');
});

it.each(['proftpd-plain', 'openssh'] as const)('a folder on %s that may not be written to says so, and leaves nothing', async (kind) => {
  const server = await startServer(kind);
  onTestFinished(server.stop);
  await mkdir(join(server.root, 'locked'));
  await server.handOver();
  await chmod(join(server.root, 'locked'), 0o555);
  await writeFile(scratch.at('a.txt'), 'x');
  const { engine, session } = await connect(server, {}, { transfers: { ...profileSchema.shape.transfers.parse({}), temporaryName: true } as Profile['transfers'] });
  const rows = await engine.transfer(LOCAL_SESSION, [{ path: scratch.at('a.txt'), kind: 'file' }], session, `${server.homePath === '/' ? '' : server.homePath}/locked`);
  expect(rows).toMatchObject([{ state: 'failed', failure: { reason: 'permission-denied' } }]);
  expect(await readdir(join(server.root, 'locked'))).toEqual([]);
});

it.each([1, 8])('names a file that differs in its letters alone before anything is overwritten, where the server does not tell these apart: %i at a time', async (transfers) => {
  const server = await double({ files: { '/\\README.TXT': 'kept' }, script: { MLSD: listNames(['README.TXT'])['MLSD']! } });
  const { engine, session } = await connect(server, { settings: { existsUpload: 'overwrite', transfers }, answer: () => ({ kind: 'file-exists', answer: { action: 'skip', scope: 'this' } }) }, { serverType: 'dos-virtual' });
  for (const name of ['Readme.txt', 'new.txt', 'NEW.txt']) await writeFile(scratch.at(name), name);
  const rows = await engine.transfer(LOCAL_SESSION, ['Readme.txt', 'new.txt', 'NEW.txt'].map((name) => ({ path: scratch.at(name), kind: 'file' as const })), session, '/');
  expect(rows.map(({ state }) => state)).toEqual(['skipped', 'done', 'skipped']);
  expect(engine.questions.map((question) => question.kind === 'file-exists' && question.target.name)).toEqual(['README.TXT', 'new.txt']);
  expect(server.files.get('/\\README.TXT')?.toString()).toBe('kept');
});
