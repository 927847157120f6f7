import { appendFile, chmod, mkdir, readFile, readdir, stat, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startFaultProxy, type FaultProxy, type Faults } from '../../../e2e/fixtures/fault-proxy.ts';
import { writeLargeFile } from '../../../e2e/fixtures/large-file.ts';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { startServer, type ServerKind, type ServerOptions, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { startTestEngine, valueOf, type TestEngine } from '../test-engine.ts';

const SIZE = 12_000_000;
const kinds = ['vsftpd-plain', 'openssh'] as const satisfies readonly ServerKind[];

const scratch = scratchPerTest('troubled');
beforeEach(() => chmod(scratch.path, 0o755));

async function start(kind: ServerKind, options: ServerOptions = {}): Promise<TestServer> {
  const server = await startServer(kind, options);
  onTestFinished(server.stop);
  return server;
}

/** A file of 12 MB on its way, and the engine that carries it over a line that can be troubled. */
async function underWay(server: TestServer, direction: 'up' | 'down', faults: Faults, settings: Partial<Settings> = {}) {
  const proxy = await startFaultProxy(server, server.protocol === 'ftp' ? { dataFaults: faults } : {});
  onTestFinished(proxy.stop);
  const engine = startTestEngine({ settings: { retryDelaySeconds: 0, ...settings } });
  onTestFinished(engine.close);
  const { session } = await engine.connect(profileSchema.parse({ protocol: server.protocol, host: proxy.host, port: proxy.port, logon: { type: 'password', user: server.user } }), server.password);
  if (server.protocol !== 'ftp') proxy.setFaults(faults);
  const home = server.homePath === '/' ? '' : server.homePath;
  await mkdir(scratch.at('here'), { recursive: true });
  const [source, target] = direction === 'up' ? [scratch.at('here', 'a.bin'), join(server.root, 'a.bin')] : [join(server.root, 'a.bin'), scratch.at('here', 'a.bin')];
  await writeLargeFile(source, SIZE, 1);
  await server.handOver();
  const [place, targetDirectory] = direction === 'up'
    ? [{ session: LOCAL_SESSION, path: source }, { session, path: home === '' ? '/' : home }]
    : [{ session, path: `${home}/a.bin` }, { session: LOCAL_SESSION, path: scratch.at('here') }];
  valueOf(await engine.client.enqueue({ sources: [{ place, kind: 'file', size: SIZE }], targetDirectory }));
  const same = async () => (await readFile(source)).equals(await readFile(target));
  return { proxy, engine, source, target, same };
}

const heal = (proxy: FaultProxy) => proxy.setFaults({}, {});
const waits = (engine: TestEngine) => engine.until(() => engine.rows()[0]?.state === 'waiting');

describe.each(kinds)('%s', (kind) => {
  it('that falls silent: is given up after the time that is set, and asked again', async () => {
    const direction = kind === 'openssh' ? 'up' : 'down';
    const stall = { stallAfter: direction === 'up' ? { toServer: 3_000_000 } : { toClient: 3_000_000 } };
    const { proxy, engine, same } = await underWay(await start(kind), direction, stall, { timeoutSeconds: 5, retries: 5 });
    await waits(engine);
    expect(engine.rows()[0]?.failure).toMatchObject({ code: 'timeout', reason: 'reply-timeout', parameters: { seconds: 5 } });
    heal(proxy);
    proxy.cut();
    await engine.idle();
    expect(engine.rows()).toMatchObject([{ state: 'done', failure: null, note: 'went-on' }]);
    expect(await same()).toBe(true);
  });

  it.each(['up', 'down'] as const)('that is started again: the transfer goes on with the new one, %s', async (direction) => {
    const root = scratch.at('root');
    await mkdir(root);
    const first = await start(kind, { root });
    const { proxy, engine, same } = await underWay(first, direction, { bytesPerSecond: 4_000_000 }, { retries: 99 });
    await engine.moved(200_000);
    await first.stop();
    await waits(engine);
    await start(kind, { root, port: first.port });
    heal(proxy);
    await engine.idle();
    expect(engine.rows()).toMatchObject([{ state: 'done', failure: null, note: 'went-on' }]);
    expect(await same()).toBe(true);
  });

  it('whose file shrinks while it is fetched: what has come is not taken for it, and it is fetched anew', async () => {
    const { proxy, engine, source, same } = await underWay(await start(kind), 'down', { bytesPerSecond: 4_000_000 }, { retries: 3 });
    await engine.moved(200_000);
    await truncate(source, 100_000);
    heal(proxy);
    await engine.idle();
    expect(engine.rows()).toMatchObject([{ state: 'done', failure: null, size: 100_000 }]);
    expect(await same()).toBe(true);
    expect(await readdir(scratch.at('here'))).toEqual(['a.bin']);
  });

  it('whose file grows while it is fetched: it comes as it was when it was opened', async () => {
    const { proxy, engine, source, target } = await underWay(await start(kind), 'down', { bytesPerSecond: 4_000_000 }, { retries: 0 });
    await engine.moved(200_000);
    await appendFile(source, Buffer.alloc(50_000, 'more'));
    heal(proxy);
    await engine.idle();
    expect(engine.rows()).toMatchObject([{ state: 'done', size: SIZE }]);
    expect((await readFile(target)).equals((await readFile(source)).subarray(0, SIZE))).toBe(true);
  });

  it('whose file is removed while it is fetched: what was opened comes whole', async () => {
    const { proxy, engine, source, target } = await underWay(await start(kind), 'down', { bytesPerSecond: 4_000_000 }, { retries: 0 });
    await engine.moved(200_000);
    await unlink(source);
    heal(proxy);
    await engine.idle();
    expect(engine.rows()).toMatchObject([{ state: 'done', size: SIZE }]);
    expect((await stat(target)).size).toBe(SIZE);
  });
});

describe.each(['vsftpd-plain', 'proftpd-plain', 'pure-ftpd-plain'] as const)('%s, whose data channel is closed twice', (kind) => {
  it.each([['up', 'close'], ['up', 'reset'], ['down', 'close'], ['down', 'reset']] as const)('%s, by a %s: the file counts once, and is whole', async (direction, closesAgain) => {
    // Only a reset may take with it what is under way, which then takes another attempt.
    const { engine, same } = await underWay(await start(kind), direction, { closesAgain }, { retries: closesAgain === 'close' ? 0 : 5 });
    await engine.idle();
    expect(engine.rows()).toMatchObject([{ state: 'done', failure: null, size: SIZE }]);
    expect(valueOf(await engine.client.snapshot()).queue).toMatchObject({ counts: { queued: 0, failed: 0, done: 1 }, totals: { bytesDone: SIZE, bytesTotal: SIZE, ended: { done: 1, failed: 0 } } });
    expect(await same()).toBe(true);
  });
});

// Pure-FTPd cuts such a name off and stores the file.
it.each(['vsftpd-plain', 'proftpd-plain', 'openssh'] as const)('a name that is too long for %s is named as such', async (kind) => {
  const server = await start(kind);
  const engine = startTestEngine();
  onTestFinished(engine.close);
  const { session } = await engine.connect(profileSchema.parse({ protocol: server.protocol, host: server.host, port: server.port, logon: { type: 'password', user: server.user } }), server.password);
  await writeFile(scratch.at('a'), 'a');
  valueOf(await engine.client.enqueue({ sources: [{ place: { session: LOCAL_SESSION, path: scratch.at('a') }, kind: 'file', size: 1, name: 'x'.repeat(300) }], targetDirectory: { session, path: server.homePath } }));
  await engine.idle();
  expect(engine.rows()).toMatchObject([{ state: 'failed', failure: { reason: 'name-too-long-there', parameters: { length: 300 } } }]);
  const made = await engine.client.makeDirectory(session, `${server.homePath === '/' ? '' : server.homePath}/${'y'.repeat(300)}`);
  expect(made).toMatchObject({ ok: false, failure: { reason: 'name-too-long-there' } });
});
