import { mkdtemp, open, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type ServerKind, type TestServer } from '../../e2e/fixtures/start-server.ts';
import { runCli, trustOf, urlOf } from './testing/spawn-cli.ts';

// Far more than can be moved before the interruption.
const size = 20 * 1024 ** 3;

describe.each<ServerKind>(['vsftpd-explicit', 'openssh'])('Ctrl+C on %s', (kind) => {
  let server: TestServer;
  let local: string;

  beforeAll(async () => {
    server = await startServer(kind);
    local = await mkdtemp(join(tmpdir(), 'hawser-cli-'));
    await (await open(join(server.root, 'huge'), 'w')).close();
    await truncate(join(server.root, 'huge'), size);
    await server.handOver();
  });
  afterAll(async () => {
    await server?.stop();
    await rm(local, { recursive: true, force: true });
  });

  it('ends a download, leaves nothing half done, and says so', async () => {
    let interrupted = false;
    const run = await runCli(['get', urlOf(server, 'huge'), '-v', '--json', ...trustOf(server)], {
      password: server.password,
      cwd: local,
      // The first line of the dialogue shows that the command is at work.
      onProgress: (pid) => {
        if (!interrupted) process.kill(pid, 'SIGINT');
        interrupted = true;
      },
    });
    expect(run.status).toBe(130);
    expect(run.json()).toMatchObject({ failure: { code: 'cancelled' } });
    expect(await readdir(local)).toEqual([]);
  });
});
