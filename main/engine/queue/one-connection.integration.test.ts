import { readFile, readdir, writeFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { startFtpDouble, type FtpScript } from '../../../e2e/fixtures/ftp-double.ts';
import { receiveData } from '../../../e2e/fixtures/ftp-double-verbs.ts';
import { listNames } from '../../../e2e/fixtures/ftp-faults.ts';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION, type SessionId } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { startTestEngine, valueOf, type TestEngine } from '../test-engine.ts';

/** Where a server allows one connection, whatever a transfer needs besides its bytes goes over that. */
const scratch = scratchPerTest('one-connection');

async function connect(server: Pick<TestServer, 'host' | 'port' | 'user' | 'password'>, settings: Partial<Settings> = {}) {
  const engine = startTestEngine({ settings });
  onTestFinished(engine.close);
  const profile = profileSchema.parse({ protocol: 'ftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user }, transfers: { connections: 1, temporaryName: true } });
  return { engine, session: (await engine.connect(profile, server.password)).session };
}
async function double(script: FtpScript, files: Readonly<Record<string, string>> = {}) {
  const started = await startFtpDouble({ script, files });
  onTestFinished(started.stop);
  return started;
}
async function enqueue(engine: TestEngine, session: SessionId, names: readonly string[], size: number): Promise<void> {
  for (const name of names) await writeFile(scratch.at(name), Buffer.alloc(size, 7));
  valueOf(await engine.client.enqueue({ sources: names.map((name) => ({ place: { session: LOCAL_SESSION, path: scratch.at(name) }, kind: 'file', size })), targetDirectory: { session, path: '/' } }));
}
/** Breaks off the first file as soon as bytes of it have gone. */
async function cancelFirst(engine: TestEngine): Promise<void> {
  await engine.moved();
  valueOf(await engine.client.cancelTransfers([engine.rows()[0]!.id]));
}

it('an upload that is refused fails and lets the next one go', async () => {
  let refuses = true;
  const server = await double({ STOR: (session) => (refuses ? session.reply('552 No space left.') : session.usual()) });
  const { engine, session } = await connect(server);
  await enqueue(engine, session, ['a.bin'], 10);
  await engine.idle();
  refuses = false;
  await enqueue(engine, session, ['b.bin'], 10);
  await engine.idle();
  expect(engine.rows().map((row) => row.failure?.code ?? row.state)).toEqual(['quota', 'done']);
  expect([...server.files.keys()]).toEqual(['/b.bin']);
});

it('an upload that is cancelled takes its temporary file away and lets the next one go', async () => {
  const server = await startServer('proftpd-plain');
  onTestFinished(server.stop);
  const { engine, session } = await connect(server, { uploadRate: 300_000 });
  await enqueue(engine, session, ['a.bin', 'b.bin'], 200_000);
  await cancelFirst(engine);
  await engine.idle();
  expect(engine.rows().map((row) => row.failure ?? row.state)).toEqual(['cancelled', 'done']);
  expect(await readdir(server.root)).toEqual(['b.bin']);
});

it('an upload that is cancelled and takes the line with it has its temporary file removed over the next one', async () => {
  const server = await double({ STOR: async (session, path) => {
    await receiveData(session, session.resolve(path));
    session.reset();
  } });
  const { engine, session } = await connect(server, { uploadRate: 300_000 });
  await enqueue(engine, session, ['a.bin'], 200_000);
  await cancelFirst(engine);
  await engine.idle();
  expect(engine.rows().map((row) => row.failure ?? row.state)).toEqual(['cancelled']);
  expect([...server.files.keys()]).toEqual([]);
  expect(server.connections()).toBeGreaterThan(1);
});

it('a download that has grown since it was listed comes whole', async () => {
  const before = listNames(['a.txt'])['MLSD']!;
  let listed = 0;
  const server = await double({ MLSD: (session, path) => (listed++ === 0 ? before(session, path) : session.usual()) }, { '/dir/a.txt': 'longer by now' });
  const { engine, session } = await connect(server);
  const rows = await engine.transfer(session, [{ path: '/dir', kind: 'directory' }], LOCAL_SESSION, scratch.path);
  expect(rows.map((row) => row.failure ?? row.state)).toEqual(['done', 'done']);
  expect(await readFile(scratch.at('dir/a.txt'), 'utf8')).toBe('longer by now');
});
