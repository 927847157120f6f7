import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectSameTree } from './fixtures/compare-trees.ts';
import { startFaultProxy, type FaultProxy } from './fixtures/fault-proxy.ts';
import { seededRandom } from './fixtures/seeded-random.ts';
import type { TestServer } from './fixtures/start-server.ts';
import { expect, test, type HawserWindow } from './hawser-test.ts';
import { root, sandboxArgs } from './open-hawser.ts';
import { connectBySite } from './pages/saved-site.ts';

/** Files each way. */
const FILES = 250;
const random = seededRandom(30);

/** A folder to send and one to fetch, and a window that has begun with both, slowly enough that they are not done before the last kill. */
async function begin(hawser: HawserWindow, server: TestServer, proxy: FaultProxy, here: string, rate: number): Promise<void> {
  const { page, dialog, status, local, remote, queue } = hawser;
  for (const folder of [join(here, 'up'), join(server.root, 'down')]) {
    await mkdir(folder, { recursive: true });
    for (let index = 0; index < FILES; index++) await writeFile(join(folder, `${index}.bin`), random.bytes(random.below(60_000)));
  }
  await server.handOver();
  const settings = { continueQueue: true, transfers: 6, retries: 99, retryDelaySeconds: 0, uploadRate: rate, downloadRate: rate };
  expect(await page.evaluate((change) => window.hawser.invoke('changeSettings', [change]), settings)).toMatchObject({ ok: true });
  await connectBySite(page, proxy, { type: 'key-file', user: server.user, keyFile: server.keyFile! });
  await dialog.trust(server);
  await expect(status).toHaveText(/^Connected to /u);
  await local.open(here);
  await local.row('up').click();
  await local.button('Upload').click();
  await remote.row('down').click();
  await remote.button('Download').click();
  await expect(queue.tab('Queued')).toHaveText(/\d/u);
}

/** Waits until bytes of files are under way, and then for a random while. */
async function amidWork(proxy: FaultProxy): Promise<void> {
  const moved = () => proxy.bytes().toClient + proxy.bytes().toServer;
  const before = moved();
  await expect.poll(moved, { intervals: [20], timeout: 30_000 }).toBeGreaterThan(before + 30_000);
  await new Promise((resolve) => { setTimeout(resolve, random.below(400)); });
}

/** The process of the engine that runs, as soon as it is another than those. */
async function freshEngine({ app }: HawserWindow, killed: ReadonlySet<number>): Promise<number> {
  const running = () => app.evaluate((electron) => electron.app.getAppMetrics().filter(({ name }) => name === 'Hawser engine').map(({ pid }) => pid));
  const fresh = async () => (await running()).filter((pid) => !killed.has(pid));
  await expect.poll(fresh, { timeout: 30_000 }).toHaveLength(1);
  return (await fresh())[0]!;
}

async function endsRight({ page, queue }: HawserWindow, server: TestServer, here: string): Promise<void> {
  const settings = { uploadRate: null, downloadRate: null };
  expect(await page.evaluate((change) => window.hawser.invoke('changeSettings', [change]), settings)).toMatchObject({ ok: true });
  await queue.ends({ done: 2 * FILES, within: 120_000 });
  for (const [from, to] of [[join(here, 'up'), join(server.root, 'up')], [join(server.root, 'down'), join(here, 'down')]] as const) {
    expect(await expectSameTree(from, to)).toMatchObject({ files: FILES });
  }
  expect((await readdir(here)).toSorted()).toEqual(['down', 'up']);
}

test('the app, killed 30 times at random moments of a queue of 500 files, has each there once and right in the end', async ({ start, until, open, folder }) => {
  test.setTimeout(600_000);
  const server = await start('openssh');
  const proxy = await until(startFaultProxy(server));
  const here = join(folder, 'here');
  const first = await open();
  await begin(first, server, proxy, here, 500_000);
  const gone = first.app.waitForEvent('close');
  await amidWork(proxy);
  first.app.process().kill('SIGKILL');
  await gone;
  const env = { ...process.env, HOME: join(first.userData, 'home'), SSH_AUTH_SOCK: '', HAWSER_USER_DATA: first.userData };
  for (let kill = 2; kill <= 30; kill++) {
    // As a user starts it, whom no test holds back.
    const app = spawn(process.env['HAWSER_ELECTRON']!, [...sandboxArgs, '--password-store=basic', root], { env, stdio: 'ignore' });
    const ended = once(app, 'exit');
    await amidWork(proxy);
    app.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
  }
  const last = await open();
  await expect(last.queue.tab('Queued')).toHaveText(/\d/u);
  await endsRight(last, server, here);
});

test('the engine alone, killed while a queue of 500 files runs, goes on with it without the app being started again', async ({ start, until, hawser, folder }) => {
  test.setTimeout(240_000);
  const server = await start('openssh');
  const proxy = await until(startFaultProxy(server));
  const here = join(folder, 'here');
  await begin(hawser, server, proxy, here, 800_000);
  // Each time it is started again later than before, so that these are few; faults.integration.test.ts kills it more often.
  const killed = new Set<number>();
  for (let kill = 1; kill <= 4; kill++) {
    const pid = await freshEngine(hawser, killed);
    await amidWork(proxy);
    // Fails where that one has ended by itself.
    process.kill(pid, 'SIGKILL');
    killed.add(pid);
  }
  await endsRight(hawser, server, here);
});
