import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startFtpDouble } from '../../../e2e/fixtures/ftp-double.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import { startTestEngine, valueOf } from '../test-engine.ts';

/** More than are added in one go. */
const MANY = 9_000;

let scratch: string;
const cleanUps: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hawser-many-rows-'));
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
  await rm(scratch, { recursive: true });
});

/** A server with that many files in one folder, none of which comes soon. */
async function stage() {
  const files = Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`/dir/${index}`, 'x']));
  const server = await startFtpDouble({ files, script: { RETR: () => {} } });
  cleanUps.push(server.stop);
  const engine = startTestEngine({ transfers: 1 });
  cleanUps.push(engine.close);
  const { session } = await engine.connect(profileSchema.parse({ protocol: 'ftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user } }), server.password);
  return { engine, session };
}

it.each(['cancel', 'hold'] as const)('a folder ends what it brings in at once: %s', async (verb) => {
  const { engine, session } = await stage();
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

it.each([['cancelTransfers', 'cancelled'], ['pauseTransfers', 'paused']] as const)('what is yet to come of a request is among all that is asked of it: %s', async (verb, state) => {
  const { engine, session } = await stage();
  const enqueued = engine.client.enqueue({
    sources: Array.from({ length: MANY }, (_, index) => ({ place: { session, path: `/dir/${index}` }, kind: 'file', size: 1 })),
    targetDirectory: { session: LOCAL_SESSION, path: scratch },
  });
  const done = verb === 'cancelTransfers' ? engine.client.cancelTransfers({ tab: 'queued' }) : engine.client.pauseTransfers(undefined, true);
  valueOf(await enqueued);
  valueOf(await done);
  await engine.until(() => engine.rows().length === MANY && engine.rows().every((row) => row.state === state));
});
