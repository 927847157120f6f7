import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectSameTree } from '../../../e2e/fixtures/compare-trees.ts';
import { seededRandom } from '../../../e2e/fixtures/seeded-random.ts';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import type { Errand } from './testing/queue-child.ts';

let scratch: string;
let server: TestServer | null = null;
beforeEach(async () => { scratch = await mkdtemp(join(tmpdir(), 'hawser-queue-faults-')); });
afterEach(async () => {
  await server?.stop();
  server = null;
  await rm(scratch, { recursive: true });
});

describe('an engine that is killed at random moments', () => {
  it('has each file there once and right when its queue is done', async () => {
    server = await startServer('openssh');
    const random = seededRandom(4);
    const [up, down] = [join(scratch, 'up'), join(server.root, 'down')];
    for (const folder of [up, down]) {
      for (const inner of ['.', 'a', 'a/b']) {
        await mkdir(join(folder, inner), { recursive: true });
        for (let index = 0; index < 60; index++) await writeFile(join(folder, inner, `${index}.bin`), random.bytes(random.below(90_000)));
      }
    }
    await mkdir(join(scratch, 'target'));
    const errand: Errand = {
      profile: { protocol: 'sftp', host: server.host, port: server.port, logon: { type: 'password', user: server.user } }, secret: server.password, queue: join(scratch, 'queue.sqlite'),
      up: { from: up, to: server.homePath }, down: { from: `${server.homePath}/down`, to: join(scratch, 'target') },
    };
    let kills = 0;
    let said = '';
    while (true) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/queue-child.ts'), JSON.stringify(errand)], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = new Promise<number | null>((resolve) => { child.once('exit', resolve); });
      said = '';
      let timer: NodeJS.Timeout | undefined;
      child.stdout.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        if (kills < 6) timer ??= setTimeout(() => child.kill('SIGKILL'), random.below(350));
      });
      const code = await ended;
      clearTimeout(timer);
      if (code === 0) break;
      expect(child.signalCode).toBe('SIGKILL');
      kills++;
    }
    expect(kills).toBeGreaterThan(2);
    expect(JSON.parse(said.slice(said.indexOf('{')))).toEqual({ counts: { queued: 0, failed: 0, done: 360 }, failed: [], asked: ['host-key'] });
    expect(await expectSameTree(up, join(server.root, 'up'))).toMatchObject({ files: 180 });
    expect(await expectSameTree(down, join(scratch, 'target', 'down'))).toMatchObject({ files: 180 });
  }, 60_000);
});
