import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import type { Question } from '../../../shared/model/question.ts';
import { startTestEngine, valueOf, type TestEngine } from '../test-engine.ts';

const scratch = scratchPerTest('requeued');
let server: TestServer;
let engine: TestEngine;
const asked: Question[] = [];
beforeEach(async () => {
  asked.length = 0;
  server = await startServer('openssh');
  onTestFinished(server.stop);
  engine = startTestEngine({
    settings: { existsDownload: 'ask' },
    answer: (question) => {
      if (question.kind !== 'file-exists') return { kind: 'host-key', answer: 'once' };
      asked.push(question);
      return { kind: 'file-exists', answer: { action: asked.length === 1 ? 'skip' : 'overwrite', scope: 'this' } };
    },
  });
  onTestFinished(engine.close);
});

it('what is done or was skipped comes back where it is named, asks as if for the first time, and takes the source as it is; a pipe stays out', async () => {
  const { session } = await engine.connect(profileSchema.parse({ protocol: 'sftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user } }), server.password);
  await mkdir(join(server.root, 'tree'));
  await writeFile(join(server.root, 'tree', 'a.txt'), 'first');
  await promisify(execFile)('mkfifo', [join(server.root, 'tree', 'pipe')]);
  await mkdir(scratch.at('tree'));
  await writeFile(scratch.at('tree', 'a.txt'), 'own');
  const states = async (again: Promise<unknown> = Promise.resolve()) => {
    await again;
    await engine.idle();
    return Object.fromEntries(engine.rows().map(({ from, state }) => [from.path.split('/').at(-1)!, state]));
  };
  const local = () => readFile(scratch.at('tree', 'a.txt'), 'utf8');
  await engine.transfer(session, [{ path: `${server.homePath}/tree`, kind: 'directory' }], LOCAL_SESSION, scratch.path);
  expect(await states()).toEqual({ tree: 'done', 'a.txt': 'skipped', pipe: 'skipped' });
  expect(await local()).toBe('own');
  const { rows } = valueOf(await engine.client.queuePage({ tab: 'done', expanded: [], offset: 0, count: 9 }));
  expect(rows).toHaveLength(2);

  // The words for all mean what failed.
  expect(await states(engine.client.retryTransfers())).toEqual({ tree: 'done', 'a.txt': 'skipped', pipe: 'skipped' });
  expect(await states(engine.client.retryTransfers({ tab: 'done' }))).toEqual({ tree: 'done', 'a.txt': 'done', pipe: 'skipped' });
  expect([await local(), asked.length]).toEqual(['first', 2]);

  await writeFile(join(server.root, 'tree', 'a.txt'), 'second, and longer');
  const done = engine.rows().find(({ state, kind }) => state === 'done' && kind === 'file')!;
  expect(await states(engine.client.retryTransfers([done.id]))).toEqual({ tree: 'done', 'a.txt': 'done', pipe: 'skipped' });
  expect([await local(), asked.length]).toEqual(['second, and longer', 3]);
  expect(asked[2]).toMatchObject({ source: { size: 18 }, target: { size: 5 } });
});
