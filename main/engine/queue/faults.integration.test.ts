import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expectSameTree } from '../../../e2e/fixtures/compare-trees.ts';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { seededRandom } from '../../../e2e/fixtures/seeded-random.ts';
import { startServer } from '../../../e2e/fixtures/start-server.ts';
import type { Errand } from './testing/queue-child.ts';

const KILLS = 30;

const scratch = scratchPerTest('queue-faults');

describe('an engine that is killed at random moments', () => {
  it('30 times has each of 500 files there once and right when its queue is done', async () => {
    const server = await startServer('openssh');
    onTestFinished(server.stop);
    const random = seededRandom(4);
    const [up, down] = [scratch.at('up'), join(server.root, 'down')];
    for (const folder of [up, down]) {
      for (const inner of ['.', 'a', 'a/b', 'c', 'c/d']) {
        await mkdir(join(folder, inner), { recursive: true });
        for (let index = 0; index < 50; index++) await writeFile(join(folder, inner, `${index}.bin`), random.bytes(random.below(60_000)));
      }
    }
    await mkdir(scratch.at('target'));
    const errand: Errand = {
      profile: { protocol: 'sftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user } }, secret: server.password, queue: scratch.at('queue.sqlite'),
      up: { from: up, to: server.homePath }, down: { from: `${server.homePath}/down`, to: scratch.at('target') },
    };
    let kills = 0;
    let said = '';
    while (true) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/queue-child.ts'), JSON.stringify({ ...errand, ...(kills < KILLS ? { rate: 1_000_000 } : {}) })], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_COMPILE_CACHE: scratch.at('compiled') } });
      const ended = new Promise<number | null>((resolve) => { child.once('exit', resolve); });
      said = '';
      let timer: NodeJS.Timeout | undefined;
      child.stdout.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        if (kills < KILLS) timer ??= setTimeout(() => child.kill('SIGKILL'), random.below(300));
      });
      const code = await ended;
      clearTimeout(timer);
      if (code === 0) break;
      expect(child.signalCode).toBe('SIGKILL');
      kills++;
    }
    expect(kills).toBe(KILLS);
    expect(JSON.parse(said.slice(said.indexOf('{')))).toEqual({ counts: { queued: 0, failed: 0, done: 500 }, failed: [], asked: ['host-key'] });
    expect(await expectSameTree(up, join(server.root, 'up'))).toMatchObject({ files: 250 });
    expect(await expectSameTree(down, scratch.at('target', 'down'))).toMatchObject({ files: 250 });
  }, 300_000);
});
