import { mkdtemp, open, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type ServerKind, type TestServer } from '../../e2e/fixtures/start-server.ts';
import { argumentLines, runCli, trustOf, urlOf } from './testing/spawn-cli.ts';

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

  it('ends a download, leaves nothing half done, and says so; no password is shown meanwhile', async () => {
    const seen: Promise<string>[] = [];
    const run = await runCli(['get', urlOf(server, 'huge'), '-v', '--json', ...trustOf(server)], {
      password: server.password,
      cwd: local,
      // The first line of the dialogue shows that the command is at work.
      onProgress: (pid) => {
        if (seen.length === 0) seen.push(argumentLines(pid).finally(() => process.kill(pid, 'SIGINT')));
      },
    });
    expect(run.status).toBe(130);
    expect(run.json()).toMatchObject({ failure: { code: 'cancelled' } });
    expect(await readdir(local)).toEqual([]);

    // While it ran, its arguments were there for everybody to read, and the password was not among them.
    expect(await seen[0]).toContain('huge');
    expect(await seen[0]).not.toContain(server.password);
    expect(run.stderr).not.toContain(server.password);
  });
});

it('Ctrl+C while files are stored under names of the server’s own still tells the names so far', async () => {
  const server = await startServer('vsftpd-plain');
  const local = await mkdtemp(join(tmpdir(), 'hawser-cli-'));
  const [small, huge] = [join(local, 'small'), join(local, 'huge')];
  try {
    await server.handOver();
    await writeFile(small, 'stored');
    await writeFile(huge, '');
    await truncate(huge, size);
    let interrupted = false;
    const run = await runCli(['put', urlOf(server), '--unique', small, huge, '-v', '--json', ...trustOf(server)], {
      password: server.password,
      onProgress: (pid, said) => {
        if (interrupted || said.split('STOU').length < 3) return;
        interrupted = process.kill(pid, 'SIGINT');
      },
    });
    expect(run.status).toBe(130);
    expect(run.json()).toMatchObject({ stored: [{ from: small, to: expect.stringMatching(/^\//u) }], failed: huge, failure: { code: 'cancelled' } });
  } finally {
    await server.stop();
    await rm(local, { recursive: true, force: true });
  }
});
