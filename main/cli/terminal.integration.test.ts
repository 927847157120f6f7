import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type ServerKind, type TestServer } from '../../e2e/fixtures/start-server.ts';
import { runHere } from './testing/run-here.ts';
import { trustOf, urlOf } from './testing/spawn-cli.ts';

const entry = fileURLToPath(new URL('../../app/cli.ts', import.meta.url));
const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** Runs the command on a terminal of its own (script(1) makes one) and types each answer once its question has appeared. */
function onTerminal(args: readonly string[], typed: readonly { readonly at: string; readonly text: string }[]): Promise<{ readonly status: number | null; readonly screen: string }> {
  const { HAWSER_PASSWORD: _outer, ...env } = process.env;
  const command = [process.execPath, entry, ...args].map(quoted).join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn('script', ['-q', '-e', '-c', command, '/dev/null'], { env: { ...env, SHELL: '/bin/sh' }, stdio: ['pipe', 'pipe', 'inherit'] });
    let screen = '';
    const answers = [...typed];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      screen += text;
      if (answers[0] !== undefined && screen.includes(answers[0].at)) child.stdin.write(answers.shift()!.text);
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, screen }));
  });
}

describe.each<ServerKind>(['vsftpd-explicit', 'openssh'])('a person at the terminal, on %s', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(kind);
    await writeFile(join(server.root, 'seen.txt'), 'x');
  });
  afterAll(() => server?.stop());

  it('is shown the fingerprint, then types the password unseen', async () => {
    const { status, screen } = await onTerminal(
      ['ls', urlOf(server)],
      [
        { at: '[y/N]', text: 'y\r' },
        { at: 'Password', text: `${server.password}\r` },
      ],
    );
    expect(screen).toContain(server.certificateFingerprint ?? server.hostKeyFingerprint);
    expect(screen).toContain('seen.txt');
    expect(screen).not.toContain(server.password);
    expect(status).toBe(0);
  });

  it('may say no', async () => {
    const { status, screen } = await onTerminal(['ls', urlOf(server)], [{ at: '[y/N]', text: '\r' }]);
    expect(status).toBe(1);
    expect(screen).toContain('--trust');
    expect(screen).not.toContain('seen.txt');
  });

  it('may leave with Ctrl+C at the password', async () => {
    const { status, screen } = await onTerminal(['ls', urlOf(server), ...trustOf(server)], [{ at: 'Password', text: '\u0003' }]);
    expect(status).toBe(1);
    expect(screen).not.toContain('seen.txt');
  });

  it('sees progress while a file moves', async () => {
    await writeFile(join(server.root, 'large'), '');
    await truncate(join(server.root, 'large'), 300_000_000);
    const local = await mkdtemp(join(tmpdir(), 'hawser-cli-'));
    const { status, screen } = await onTerminal(['get', urlOf(server, 'large'), local, ...trustOf(server)], [{ at: 'Password', text: `${server.password}\r` }]);
    await rm(local, { recursive: true });
    expect(screen).toMatch(/ of 300 MB · [\d.]+ .B\/s/u);
    expect(screen).toContain('Downloaded');
    expect(status).toBe(0);
  });
});

describe('output', () => {
  let server: TestServer;
  let local: string;
  beforeAll(async () => {
    [server, local] = await Promise.all([startServer('openssh'), mkdtemp(join(tmpdir(), 'hawser-cli-'))]);
  });
  afterAll(async () => {
    await server?.stop();
    await rm(local, { recursive: true, force: true });
  });

  it('tells both what arrived and what did not', async () => {
    const folder = join(server.root, 'partly');
    await mkdir(folder);
    for (const name of ['a', 'locked', 'z']) await writeFile(join(folder, name), name);
    await chown(join(folder, 'locked'), 0, 0);
    await chmod(join(folder, 'locked'), 0o600);
    const run = await runHere(['get', urlOf(server, 'partly'), local, '--json', ...trustOf(server)], { password: server.password });
    expect(run.status).toBe(1);
    const document = run.json() as { readonly transfers: readonly { readonly from: string; readonly state: string }[] };
    expect(document).toMatchObject({ failure: { code: 'denied', message: expect.stringContaining('locked') }, files: 2, bytes: 2 });
    expect(document.transfers.find(({ from }) => from.endsWith('locked'))).toMatchObject({ state: 'failed', failure: { code: 'denied' } });
    expect((await readdir(join(local, 'partly'))).sort()).toEqual(['a', 'z']);

    const worded = await runHere(['get', urlOf(server, 'partly'), local, ...trustOf(server)], { password: server.password });
    expect(worded.status).toBe(1);
    expect(worded.stderr).toContain('locked');
    expect(worded.stdout).toContain('2 files');
  });

  it('ends quietly when its reader goes away', async () => {
    await writeFile(join(server.root, 'endless'), '');
    await truncate(join(server.root, 'endless'), 2 * 1024 ** 3);
    const command = [process.execPath, entry, 'cat', urlOf(server, 'endless'), ...trustOf(server)].map(quoted).join(' ');
    const { status, stderr } = await new Promise<{ status: number | null; stderr: string }>((resolve, reject) => {
      const child = spawn('/bin/sh', ['-c', `${command} | head -c 10 >/dev/null`], { env: { ...process.env, HAWSER_PASSWORD: server.password }, stdio: ['ignore', 'ignore', 'pipe'] });
      let text = '';
      child.stderr.setEncoding('utf8').on('data', (more: string) => { text += more; });
      child.on('error', reject);
      child.on('close', (code) => resolve({ status: code, stderr: text }));
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

it('a new passphrase is typed twice, and never shown', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hawser-cli-'));
  try {
    const typed = [{ at: 'New passphrase', text: 'mainsail\r' }, { at: 'once more', text: 'mainsail\r' }];
    const { status, screen } = await onTerminal(['keys', 'generate', join(folder, 'id')], typed);
    expect(screen).toContain('SHA256:');
    expect(screen).not.toContain('mainsail');
    expect(status).toBe(0);
    expect((await runHere(['keys', 'show', join(folder, 'id')], { password: 'mainsail' })).status).toBe(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
