import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type TestServer } from '../../e2e/fixtures/start-server.ts';
import { runHere } from './testing/run-here.ts';
import { trustOf, urlOf } from './testing/spawn-cli.ts';

let folder: string;
let server: TestServer;
beforeAll(async () => {
  [folder, server] = await Promise.all([mkdtemp(join(tmpdir(), 'hawser-cli-keys-')), startServer('openssh')]);
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);

it('makes a key, shows it, converts it to PuTTY’s format and back, and lets it sign in', async () => {
  const made = await runHere(['keys', 'generate', at('id'), '--comment', 'marit@boat', '--json'], { newPassphrase: 'open sesame' });
  expect(made, made.stderr + made.stdout).toMatchObject({ status: 0, stderr: '' });
  const { key } = made.json() as { key: { publicKey: string; fingerprint: string } };
  expect(key).toMatchObject({ file: at('id'), algorithm: 'ssh-ed25519', format: 'openssh', fingerprint: expect.stringMatching(/^SHA256:/u) });
  expect((await stat(at('id'))).mode & 0o777).toBe(0o600);
  expect(await readFile(at('id.pub'), 'utf8')).toBe(`${key.publicKey}\n`);

  const shown = await runHere(['keys', 'show', at('id')], { password: 'open sesame' });
  expect(shown.stdout).toBe(`${at('id')}\nssh-ed25519 256 ${key.fingerprint} openssh\n${key.publicKey}\n`);
  expect((await runHere(['keys', 'convert', at('id'), at('id.ppk'), '--json'], { password: 'open sesame', newPassphrase: '' })).json()).toMatchObject({ key: { format: 'ppk-3', fingerprint: key.fingerprint } });
  expect((await runHere(['keys', 'convert', at('id.ppk'), at('back'), '--json'], { newPassphrase: '' })).json()).toMatchObject({ key: { format: 'openssh', publicKey: key.publicKey } });

  const install = () => runHere(['keys', 'install', urlOf(server), at('id.pub'), ...trustOf(server), '--json'], { password: server.password });
  expect((await install()).json()).toMatchObject({ installed: { added: true, path: expect.stringContaining('authorized_keys') } });
  expect((await install()).json()).toMatchObject({ installed: { added: false } });
});

it('says what is missing, and replaces nothing', async () => {
  expect((await runHere(['keys', 'generate', at('other'), '--kind', 'rsa-3072'])).stderr).toContain('HAWSER_NEW_PASSPHRASE');
  const before = await readFile(at('id'));
  expect(await runHere(['keys', 'generate', at('id')], { newPassphrase: '' })).toMatchObject({ status: 1, stderr: expect.stringContaining('already') });
  expect((await readFile(at('id'))).equals(before)).toBe(true);
  expect((await runHere(['keys', 'show', at('id')])).stderr).toContain('HAWSER_PASSWORD');
  expect((await runHere(['keys', 'show', at('id'), '--json'], { password: 'wrong' })).json()).toMatchObject({ failure: { message: expect.stringContaining('passphrase') } });
  expect((await runHere(['keys', 'show', at('id.pub')])).stderr).toMatch(/public/u);
  expect(await runHere(['keys', 'install', urlOf(server), at('id'), ...trustOf(server)], { password: server.password })).toMatchObject({ status: 1, stderr: expect.stringContaining('no public SSH key') });
});

it('goes through a real SSH server on the way, each with its own password', async () => {
  const hop = await startServer('openssh', { hostKey: 'changed' });
  try {
    const list = (more: Parameters<typeof runHere>[1]) =>
      runHere(['ls', urlOf(server), '--via', `${hop.user}@${hop.host}:${hop.port}`, '--ssh-config', 'none', ...trustOf(server), ...trustOf(hop), '-v'], more);
    const through = await list({ password: server.password, viaPassword: hop.password });
    expect(through, through.stderr).toMatchObject({ status: 0 });
    expect(through.stderr).toContain('hop 1 of 1: Signed in as');
    expect(through.stderr).not.toContain(hop.password);
    expect(await list({ password: server.password })).toMatchObject({ status: 1, stderr: expect.stringContaining('HAWSER_VIA_PASSWORD') });
    expect(await list({ password: server.password, viaPassword: 'wrong' })).toMatchObject({ status: 1, stderr: expect.stringContaining(`${hop.host}:${hop.port}, did not let you in`) });
  } finally {
    await hop.stop();
  }
});
