import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type ServerKind, type TestServer } from '../../e2e/fixtures/start-server.ts';
import { runHere } from './testing/run-here.ts';
import { trustOf, urlOf } from './testing/spawn-cli.ts';

const kinds: readonly ServerKind[] = ['vsftpd-plain', 'vsftpd-explicit', 'vsftpd-implicit', 'openssh', 'proftpd-plain', 'proftpd-sftp'];

describe.each(kinds)('verbs on %s', (kind) => {
  let server: TestServer;
  let local: string;

  beforeAll(async () => {
    server = await startServer(kind);
    local = await mkdtemp(join(tmpdir(), 'hawser-cli-'));
  });
  afterAll(async () => {
    await server?.stop();
    await rm(local, { recursive: true, force: true });
  });

  const cli = (verb: string, path: string, ...more: readonly string[]) =>
    runHere([verb, urlOf(server, path), ...more, ...trustOf(server)], { password: server.password });
  const json = async (verb: string, path: string, ...more: readonly string[]) => {
    const run = await cli(verb, path, ...more, '--json');
    expect(run, run.stdout + run.stderr).toMatchObject({ status: 0, stderr: '' });
    return run.json();
  };

  it('mkdir makes folders', async () => {
    expect(await json('mkdir', 'made')).toEqual({ made: [`${server.homePath}/made`.replace('//', '/')] });
    await json('mkdir', 'made', 'one', 'two with a space');
    expect((await readdir(join(server.root, 'made'))).sort()).toEqual(['one', 'two with a space']);
  });

  it('put and get move a file both ways, under a name of one’s own too', async () => {
    const content = randomBytes(300_000);
    await writeFile(join(local, 'photo 1.jpg'), content);
    const up = await json('put', '', join(local, 'photo 1.jpg'));
    expect(up).toMatchObject({ files: 1, bytes: 300_000, transfers: [{ direction: 'upload', kind: 'file', state: 'done', bytes: 300_000, milliseconds: expect.any(Number) }] });
    expect(await readFile(join(server.root, 'photo 1.jpg'))).toEqual(content);

    await json('put', 'renamed.jpg', join(local, 'photo 1.jpg'));
    expect(await readFile(join(server.root, 'renamed.jpg'))).toEqual(content);

    const down = await json('get', 'photo 1.jpg', join(local, 'copy.jpg'));
    expect(down).toMatchObject({ files: 1, bytes: 300_000, transfers: [{ direction: 'download', from: expect.stringContaining('photo 1.jpg'), to: join(local, 'copy.jpg'), state: 'done' }] });
    expect(await readFile(join(local, 'copy.jpg'))).toEqual(content);

    await mkdir(join(local, 'into'));
    await json('get', 'photo 1.jpg', join(local, 'into'));
    expect(await readFile(join(local, 'into', 'photo 1.jpg'))).toEqual(content);
  });

  it('get follows links in folders, keeps them, or leaves them out', async () => {
    await mkdir(join(server.root, 'linked', 'real'), { recursive: true });
    await writeFile(join(server.root, 'linked', 'real', 'file.txt'), 'here');
    await symlink('real', join(server.root, 'linked', 'link'));
    await server.handOver();
    const got = (rule: string) => cli('get', 'linked', join(local, `linked-${rule}`), '--links', rule, '--json');
    const rowOf = (run: Awaited<ReturnType<typeof got>>) => (run.json() as { readonly transfers: readonly { readonly from: string; readonly state: string; readonly note?: string }[] }).transfers.find(({ from }) => from.endsWith('/link'));
    expect(await got('follow')).toMatchObject({ status: 0 });
    expect(await readFile(join(local, 'linked-follow', 'link', 'file.txt'), 'utf8')).toBe('here');
    expect(rowOf(await got('keep'))).toMatchObject({ state: 'done', note: 'link-kept' });
    expect(await readlink(join(local, 'linked-keep', 'link'))).toBe('real');
    expect(rowOf(await got('skip'))).toMatchObject({ state: 'skipped', note: 'link-left-out' });
    expect(await readdir(join(local, 'linked-skip'))).toEqual(['real']);
  });

  it('put and get move folders both ways', async () => {
    const tree = join(local, 'site');
    await mkdir(join(tree, 'deep', 'empty'), { recursive: true });
    for (let number = 0; number < 20; number++) await writeFile(join(tree, 'deep', `page ${number}.html`), `page ${number}\n`);
    await writeFile(join(tree, 'nothing'), '');
    expect(await json('put', '', tree, '--transfers', '4')).toMatchObject({ files: 21 });
    expect(await readFile(join(server.root, 'site', 'deep', 'page 7.html'), 'utf8')).toBe('page 7\n');
    expect((await stat(join(server.root, 'site', 'deep', 'empty'))).isDirectory()).toBe(true);

    expect(await json('get', 'site', join(local, 'site back'), '--transfers', '4')).toMatchObject({ files: 21 });
    for (let number = 0; number < 20; number++) expect(await readFile(join(local, 'site back', 'deep', `page ${number}.html`), 'utf8')).toBe(`page ${number}\n`);
    expect((await stat(join(local, 'site back', 'nothing'))).size).toBe(0);
    expect((await stat(join(local, 'site back', 'deep', 'empty'))).isDirectory()).toBe(true);
  });

  it('ls tells of files, folders and links', async () => {
    const folder = join(server.root, 'listed');
    await mkdir(join(folder, 'sub'), { recursive: true });
    await writeFile(join(folder, 'a.txt'), 'twelve bytes', { mode: 0o640 });
    await utimes(join(folder, 'a.txt'), 1_700_000_000, 1_700_000_000);
    await symlink('a.txt', join(folder, 'link'));
    const { entries } = (await json('ls', 'listed')) as { entries: { name: string; modified: string; modifiedPrecision: string }[] };
    const byName = Object.fromEntries(entries.map((entry) => [entry.name, entry]));
    expect(Object.keys(byName).sort()).toEqual(['a.txt', 'link', 'sub']);
    expect(byName['a.txt']).toMatchObject({ kind: 'file', size: 12, mode: '640', linkTarget: null });
    expect(byName['sub']).toMatchObject({ kind: 'directory' });
    // A server of MLSD facts (RFC 3659) tells of a link what it leads to, or that it is one.
    if (!kind.startsWith('proftpd-plain')) expect(byName['link']).toMatchObject({ kind: 'link' });
    const { modified, modifiedPrecision } = byName['a.txt']!;
    const whole = '2023-11-14T22:13:20Z';
    expect(modified).toBe({ day: whole.slice(0, 10), minute: '2023-11-14T22:13Z', second: whole }[modifiedPrecision]);

    expect(await json('ls', 'listed/a.txt')).toMatchObject({ entries: [{ name: 'a.txt', kind: 'file', size: 12 }] });
    const words = await cli('ls', 'listed');
    expect(words).toMatchObject({ status: 0, stderr: '' });
    expect(words.stdout).toMatch(/^-rw-r----- .* 12 .*a\.txt$/mu);
    expect(words.stdout).toMatch(/ sub\/$/mu);
  });

  it('cat writes bytes as they are', async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 128, 65]);
    await writeFile(join(server.root, 'bytes'), bytes);
    await writeFile(join(server.root, 'text'), 'schön\n');
    const run = await cli('cat', 'bytes');
    expect(run).toMatchObject({ status: 0, stderr: '' });
    expect(run.stdoutBytes).toEqual(bytes);
    expect(await json('cat', '', 'text', 'bytes')).toMatchObject({
      files: [
        { bytes: 7, encoding: 'utf-8', content: 'schön\n' },
        { bytes: 6, encoding: 'base64', content: bytes.toString('base64') },
      ],
    });
  });

  it('mv renames, and moves into a folder', async () => {
    await mkdir(join(server.root, 'target'));
    await writeFile(join(server.root, 'old'), 'x');
    await server.handOver();
    await json('mv', 'old', 'new');
    expect(await readFile(join(server.root, 'new'), 'utf8')).toBe('x');
    await json('mv', '', 'new', 'target');
    expect(await readFile(join(server.root, 'target', 'new'), 'utf8')).toBe('x');
  });

  it('rm removes files, and folders only when told to, never what a link leads to', async () => {
    await mkdir(join(server.root, 'doomed', 'deep'), { recursive: true });
    await writeFile(join(server.root, 'doomed', 'deep', 'file'), 'x');
    await mkdir(join(server.root, 'kept'));
    await writeFile(join(server.root, 'kept', 'file'), 'x');
    await symlink('../kept', join(server.root, 'doomed', 'way out'));
    await writeFile(join(server.root, 'single'), 'x');
    await server.handOver();

    expect(await json('rm', 'single')).toEqual({ removed: 1 });
    const refused = await cli('rm', 'doomed', '--json');
    expect(refused).toMatchObject({ status: 1 });
    expect(refused.json()).toMatchObject({ failure: { code: 'invalid', message: expect.stringContaining('-r') } });
    expect(await readdir(join(server.root, 'doomed'))).toContain('deep');

    await json('rm', 'doomed', '-r');
    expect(await readdir(server.root)).not.toContain('doomed');
    expect(await readdir(join(server.root, 'kept'))).toEqual(['file']);
    expect((await cli('rm', '', '-r', '--json')).status).toBe(1);
    expect(await readdir(server.root)).toContain('kept');
  });
});

describe('what only some servers can do', () => {
  const able = ['mod_copy.c', 'mod_site_misc.c', 'mod_digest.c'].map((name) => `LoadModule ${name}`);
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer('proftpd-plain', { configuration: able });
    await mkdir(join(server.root, 'site'));
    for (const name of ['site/a', 'site/\u043c\u0438\u0440']) await writeFile(join(server.root, name), 'text', { mode: 0o600 });
    await server.handOver();
  });
  afterAll(() => server?.stop());
  const cli = (verb: string, ...more: readonly string[]) => runHere([verb, urlOf(server, ''), ...more, ...trustOf(server)], { password: server.password });

  it('is reached by chmod, sum, ln and raw', async () => {
    expect(await cli('chmod', '-r', 'a+r', 'site')).toMatchObject({ status: 0, stdout: 'Changed the permissions of 3 files and folders\n' });
    expect((await stat(join(server.root, 'site/a'))).mode & 0o777).toBe(0o644);
    expect(await cli('chmod', '--', '-q', 'site')).toMatchObject({ status: 1, stderr: expect.stringContaining('“-q” is no mode') });
    const sum = '982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1';
    expect(await cli('sum', 'site/a')).toMatchObject({ status: 0, stdout: `sha256 ${sum}  /site/a\n` });
    expect(await cli('ln', '/site/a', 'link')).toMatchObject({ status: 0, stdout: 'Made /link\n' });
    expect(await cli('raw', 'SITE', 'HELP')).toMatchObject({ status: 0, stdout: expect.stringContaining('214') });
  });

  it('and every choice of a site by -o', async () => {
    const listed = await cli('ls', 'site', '-v', '-o', 'ftp.listing=stat', '-o', 'charset=koi8-r', '-o', 'ftp.postLogin=["SITE HELP"]');
    expect(listed.status).toBe(0);
    expect(listed.stderr).toContain('STAT -a /site');
    expect(listed.stderr).toContain('SITE HELP');
    expect(await cli('ls', '-o', 'ftp.listing=sideways')).toMatchObject({ status: 1, stderr: expect.stringContaining('ftp.listing') });
    expect(await cli('ls', '-o', 'color=red')).toMatchObject({ status: 1, stderr: expect.stringContaining('ftp.dataProtection') });
  });
});

it('put --unique stores each file under a name of the server’s own', async () => {
  const server = await startServer('vsftpd-plain');
  try {
    await server.handOver();
    const there = async () => (await readdir(server.root)).length;
    const before = await there();
    const file = join(server.root, '..', `${Date.now()}.txt`);
    await writeFile(file, 'once');
    const put = () => runHere(['put', urlOf(server, ''), '--unique', file, '--json', ...trustOf(server)], { password: server.password });
    const [first, second] = [await put(), await put()];
    expect(first).toMatchObject({ status: 0 });
    expect(first.json()).toEqual({ stored: [{ from: file, to: expect.stringMatching(/^\//u) }] });
    expect(first.json()).not.toEqual(second.json());
    expect(await there()).toBe(before + 2);
    const missing = join(server.root, '..', 'missing');
    const ended = (...more: readonly string[]) => runHere(['put', urlOf(server, ''), '--unique', file, missing, file, ...more, ...trustOf(server)], { password: server.password });
    const documented = await ended('--json');
    expect(documented).toMatchObject({ status: 1, stderr: '' });
    expect(documented.json()).toMatchObject({ stored: [{ from: file, to: expect.stringMatching(/^\//u) }], failed: missing, failure: { code: 'not-found' } });
    expect(await ended()).toMatchObject({ status: 1, stdout: expect.stringContaining(file), stderr: expect.stringContaining(missing) });
    expect(await there()).toBe(before + 4);
    await rm(file);
  } finally {
    await server.stop();
  }
});
