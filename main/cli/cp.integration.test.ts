import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type TestServer } from '../../e2e/fixtures/start-server.ts';
import { runHere } from './testing/run-here.ts';
import { trustOf, urlOf } from './testing/spawn-cli.ts';

let from: TestServer;
let to: TestServer;
let sftp: TestServer;

beforeAll(async () => {
  [from, to, sftp] = await Promise.all([startServer('vsftpd-plain'), startServer('pure-ftpd-plain'), startServer('openssh')]);
  await mkdir(join(from.root, 'tree', 'empty'), { recursive: true });
  await writeFile(join(from.root, 'tree', 'file'), 'content');
  await Promise.all([from, to, sftp].map((server) => server.handOver()));
});
afterAll(() => Promise.all([from, to, sftp].map((server) => server.stop())));

const passwords = () => ({ password: from.password, targetPassword: to.password });

it('copies directly between FTP servers, and through this computer where that is wanted or needed', async () => {
  const direct = await runHere(['cp', urlOf(from, 'tree'), urlOf(to, 'direct')], passwords());
  expect(direct).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Copied \/direct\/file, 7 B in .* s, directly from server to server\n$/u) });
  expect(await readFile(join(to.root, 'direct', 'file'), 'utf8')).toBe('content');
  const through = await runHere(['cp', '--no-fxp', '--json', urlOf(from, 'tree/file'), urlOf(to, 'direct/')], passwords());
  expect(through.json()).toMatchObject({ transfers: [{ direction: 'copy', to: '/direct/file', state: 'done', bytes: 7, direct: false }] });
  const mixed = await runHere(['cp', ...trustOf(sftp), urlOf(from, 'tree/file'), urlOf(sftp, 'other')], { ...passwords(), targetPassword: sftp.password });
  expect(mixed).toMatchObject({ status: 0, stdout: expect.not.stringContaining('directly') });
  expect(await readFile(join(sftp.root, 'other'), 'utf8')).toBe('content');
});

it('copies within one server', async () => {
  const within = await runHere(['cp', '--json', urlOf(from, 'tree/file'), urlOf(from, 'twice')], passwords());
  expect(within.json()).toMatchObject({ transfers: [{ state: 'done', bytes: 7 }] });
  expect(await readFile(join(from.root, 'twice'), 'utf8')).toBe('content');
});

it('says what is missing', async () => {
  expect((await runHere(['cp', urlOf(from, 'nothing'), urlOf(to, 'x')], passwords())).stderr).toContain('“/nothing” does not exist');
  expect((await runHere(['cp', urlOf(from, 'tree/file')], passwords())).stderr).toContain('a second address');
  expect((await runHere(['cp', urlOf(from, 'tree/file'), urlOf(to, 'x')], { password: from.password })).stderr).toContain('HAWSER_TARGET_PASSWORD');
  expect((await runHere(['cp', urlOf(from, 'tree/file'), 'ftp://a:geheim@host/x'], passwords())).stderr).not.toContain('geheim');
});
