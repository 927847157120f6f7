import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { startFtpDouble } from '../../../e2e/fixtures/ftp-double.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import type { TabCounts } from '../../../shared/model/transfer.ts';
import { hostMemory, startTestEngine, valueOf } from '../test-engine.ts';
import { it } from './testing/double-stage.ts';

/** More than are added in one go. */
const MANY = 9_000;

/** That many files in one folder, none of which comes soon. */
const slowly = { files: Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`/dir/${index}`, 'x'])), script: { RETR: () => {} } };

it.for(['cancel', 'hold'] as const)('a folder ends what it brings in at once: %s', async (verb, { stage, scratch }) => {
  const { engine, session } = await stage(slowly, { transfers: 1 });
  valueOf(await engine.client.enqueue({ sources: [{ place: { session, path: '/dir' }, kind: 'directory', size: null }], targetDirectory: { session: LOCAL_SESSION, path: scratch } }));
  const folder = engine.rows()[0]!.id;
  const queued = async () => valueOf(await engine.client.snapshot()).queue.counts.queued;
  let count = 0;
  // Between two parts.
  for (; count < 2; count = await queued()) await new Promise(setImmediate);
  expect(count).toBeLessThan(MANY);
  const ended = verb === 'cancel' ? 'cancelled' : 'paused';
  valueOf(await (verb === 'cancel' ? engine.client.cancelTransfers([folder]) : engine.client.pauseTransfers([folder], true)));
  await engine.until(() => engine.rows().every(({ state }) => state === ended));
  const came = engine.rows().length;
  expect(came).toBeLessThan(MANY);

  // What had come in by then comes no second time.
  valueOf(await (verb === 'cancel' ? engine.client.retryTransfers([folder]) : engine.client.pauseTransfers([folder], false)));
  await engine.until(() => engine.rows().find(({ id }) => id === folder)?.state === 'done');
  expect(new Set(engine.rows().map(({ from }) => from.path)).size).toBe(MANY + 1);
  expect(engine.rows().length).toBe(MANY + 1);
});

it.for([['cancelTransfers', 'cancelled'], ['pauseTransfers', 'paused']] as const)('what is yet to come of a request is among all that is asked of it: %s', async ([verb, state], { stage, scratch }) => {
  const { engine, session } = await stage(slowly, { transfers: 1 });
  const enqueued = engine.client.enqueue({
    sources: Array.from({ length: MANY }, (_, index) => ({ place: { session, path: `/dir/${index}` }, kind: 'file', size: 1 })),
    targetDirectory: { session: LOCAL_SESSION, path: scratch },
  });
  const done = verb === 'cancelTransfers' ? engine.client.cancelTransfers({ tab: 'queued' }) : engine.client.pauseTransfers(undefined, true);
  valueOf(await enqueued);
  valueOf(await done);
  await engine.until(() => engine.rows().length === MANY && engine.rows().every((row) => row.state === state));
});

it('what no window follows row by row is held, let go and moved all the same, and goes on after a restart', async ({ scratch }) => {
  const count = 300;
  const server = await startFtpDouble({ files: Object.fromEntries(Array.from({ length: count }, (_, index) => [`/dir/${index}`, `${index}`])) });
  onTestFinished(server.stop);
  const profile = profileSchema.parse({ protocol: 'ftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user } });
  const memory = hostMemory();
  const start = () => {
    const engine = startTestEngine({ followed: false, transfers: 2, memory, queue: { path: join(scratch, 'queue.sqlite'), goOn: true } });
    onTestFinished(engine.close);
    const reaches = async (reached: (counts: TabCounts) => boolean) => {
      const counts = () => engine.events.findLast((event) => event.type === 'queue')?.status.counts ?? { queued: 0, failed: 0, done: 0 };
      await engine.until(() => reached(counts()));
      return counts();
    };
    return { engine, reaches };
  };
  const first = start();
  const { session } = await first.engine.connect(profile, server.password);
  const target = join(scratch, 'target');
  await mkdir(target);
  valueOf(await first.engine.client.enqueue({ sources: [{ place: { session, path: '/dir' }, kind: 'directory', size: null }], targetDirectory: { session: LOCAL_SESSION, path: target } }));
  await first.reaches(({ queued, done }) => queued + done === count);
  valueOf(await first.engine.client.pauseTransfers({ tab: 'queued' }, true));
  const [folder] = valueOf(await first.engine.client.queuePage({ tab: 'queued', expanded: [], offset: 0, count: 1 })).rows;
  const shown = async () => valueOf(await first.engine.client.queuePage({ tab: 'queued', expanded: [folder!.row.id], offset: 1, count: 1_000 })).rows.map(({ row }) => row.state);
  // What ran ends first.
  await expect.poll(async () => new Set(await shown())).toEqual(new Set(['paused']));
  const { done } = valueOf(await first.engine.client.snapshot()).queue.counts;
  expect((await shown()).length).toBe(count - done);
  expect(done).toBeLessThan(count);
  valueOf(await first.engine.client.pauseTransfers({ tab: 'queued' }, false));
  await first.reaches((counts) => counts.done > done);
  await first.engine.close();

  const second = start();
  expect(await second.reaches(({ done }) => done === count)).toEqual({ queued: 0, failed: 0, done: count });
  const names = await readdir(join(target, 'dir'));
  expect(names.toSorted()).toEqual(Array.from({ length: count }, (_, index) => `${index}`).toSorted());
  for (const name of names) expect(await readFile(join(target, 'dir', name), 'utf8')).toBe(name);
});
