import { expect } from 'vitest';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { valueOf } from '../test-engine.ts';
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
