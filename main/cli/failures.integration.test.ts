import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProxyDouble } from '../../e2e/fixtures/proxy-double.ts';
import { startServer, type TestServer } from '../../e2e/fixtures/start-server.ts';
import { type HereOptions, runHere } from './testing/run-here.ts';
import { runCli, trustOf, urlOf } from './testing/spawn-cli.ts';

interface Refusal {
  readonly failure: { readonly code: string; readonly message: string; readonly detail: string | null };
}

/** Runs a command that must fail, with and without `--json`, and gives the document. Both must say the same and set status 1. */
async function refusal(args: readonly string[], options?: HereOptions): Promise<Refusal['failure']> {
  const [documented, worded] = await Promise.all([runHere([...args, '--json'], options), runHere(args, options)]);
  expect(documented).toMatchObject({ status: 1, stderr: '' });
  expect(worded).toMatchObject({ status: 1, stdout: '' });
  const document = documented.json() as Refusal;
  expect(Object.keys(document)).toEqual(['failure']);
  expect(Object.keys(document.failure)).toEqual(['code', 'message', 'detail']);
  expect(worded.stderr).toContain(document.failure.message);
  return document.failure;
}

const unused = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

describe('failures', () => {
  let ftps: TestServer;
  let sftp: TestServer;
  let local: string;

  beforeAll(async () => {
    [ftps, sftp, local] = await Promise.all([startServer('vsftpd-explicit'), startServer('openssh'), mkdtemp(join(tmpdir(), 'hawser-cli-'))]);
  });
  afterAll(async () => {
    await Promise.all([ftps?.stop(), sftp?.stop()]);
    await rm(local, { recursive: true, force: true });
  });

  it('names a host that does not exist', async () => {
    for (const scheme of ['ftp', 'sftp']) {
      expect(await refusal(['ls', `${scheme}://a@no-such-host.invalid/`], { password: 'x' })).toMatchObject({ code: 'unreachable', message: expect.stringContaining('no-such-host.invalid') });
    }
  });

  it('goes through a proxy with its password, and shows it to nobody else', async () => {
    const account = { user: 'p', password: 'of the proxy' };
    const proxy = await startProxyDouble({ kind: 'http', account });
    try {
      const args = ['ls', urlOf(sftp), ...trustOf(sftp), '--proxy', `http://p@127.0.0.1:${proxy.port}`];
      expect(await runHere(args, { password: sftp.password, proxyPassword: account.password })).toMatchObject({ status: 0 });
      expect(await refusal(args, { password: sftp.password, proxyPassword: 'wrong' })).toMatchObject({ code: 'login' });
      expect(await refusal(args, { password: sftp.password })).toMatchObject({ message: expect.stringContaining('HAWSER_PROXY_PASSWORD') });
      expect(new Set(proxy.passwords)).toEqual(new Set([account.password, 'wrong']));
    } finally {
      await proxy.stop();
    }
  });

  it('names a port that nobody listens on', async () => {
    const port = await unused();
    expect(await refusal(['ls', `ftp://a@127.0.0.1:${port}/`], { password: 'x' })).toMatchObject({ code: 'unreachable', message: expect.stringContaining(String(port)) });
  });

  it('refuses a wrong password with the server’s words', async () => {
    for (const server of [ftps, sftp]) {
      const failure = await refusal(['ls', urlOf(server), ...trustOf(server)], { password: 'not it' });
      expect(failure).toMatchObject({ code: 'login', message: expect.stringContaining(server.user) });
      expect(JSON.stringify(failure)).not.toContain('not it');
    }
  });

  it('says how to give a password where there is none and nobody to ask', async () => {
    for (const server of [ftps, sftp]) {
      expect(await refusal(['ls', urlOf(server), ...trustOf(server)])).toMatchObject({ code: 'login', message: expect.stringContaining('HAWSER_PASSWORD') });
    }
  });

  it.each(['ls', 'cat'])('%s refuses an unknown certificate or host key and names its fingerprint', async (verb) => {
    for (const server of [ftps, sftp]) {
      const fingerprint = server.certificateFingerprint ?? server.hostKeyFingerprint ?? 'none';
      expect(await refusal([verb, urlOf(server, 'x')], { password: server.password })).toMatchObject({
        code: 'trust',
        message: expect.stringContaining(`--trust ${fingerprint}`),
      });
    }
  });

  it('refuses another certificate or host key than the trusted one', async () => {
    const other = { ftps: 'ab'.repeat(32), sftp: `SHA256:${'x'.repeat(43)}` };
    expect(await refusal(['ls', urlOf(ftps), '--trust', other.ftps], { password: ftps.password })).toMatchObject({ code: 'trust' });
    expect(await refusal(['ls', urlOf(sftp), '--trust', other.sftp], { password: sftp.password })).toMatchObject({ code: 'trust', message: expect.stringContaining(sftp.hostKeyFingerprint!) });
  });

  it.each([['ls'], ['get'], ['cat'], ['rm'], ['mv', 'elsewhere']])('%s names what is not there', async (verb, ...more) => {
    for (const server of [ftps, sftp]) {
      const failure = await refusal([verb, urlOf(server, 'not-there'), ...more, ...trustOf(server)], { password: server.password });
      expect(failure).toMatchObject({ code: 'not-found', message: expect.stringContaining('not-there') });
    }
  });

  it('put names what is not here', async () => {
    for (const server of [ftps, sftp]) {
      const failure = await refusal(['put', urlOf(server), join(local, 'not-here'), ...trustOf(server)], { password: server.password });
      expect(failure).toMatchObject({ code: 'not-found', message: expect.stringContaining('not-here') });
    }
  });

  it('names a folder that is there already', async () => {
    for (const server of [ftps, sftp]) {
      await runHere(['mkdir', urlOf(server, 'twice'), ...trustOf(server)], { password: server.password });
      expect(await refusal(['mkdir', urlOf(server, 'twice'), ...trustOf(server)], { password: server.password })).toMatchObject({ code: 'exists' });
    }
  });

  it('refuses a wrong command line without connecting', async () => {
    expect(await refusal(['ls'])).toMatchObject({ code: 'invalid' });
    expect(await refusal(['ls', 'ftp://a:geheim@127.0.0.1/'])).toMatchObject({ code: 'invalid', message: expect.stringContaining('HAWSER_PASSWORD'), detail: null });
  });

  it('uses a key file, and says when it does not fit', async () => {
    const run = await runHere(['ls', urlOf(sftp), ...trustOf(sftp), '--key', sftp.keyFile!, '--json']);
    expect(run.json()).toMatchObject({ entries: expect.any(Array) });
    await writeFile(join(local, 'no-key'), 'not a key\n');
    expect(await refusal(['ls', urlOf(sftp), ...trustOf(sftp), '--key', join(local, 'no-key')])).toMatchObject({ code: 'login', message: expect.stringContaining('no-key') });
  });

  it('sets the exit status of its process, and takes paths from where it was started', async () => {
    await writeFile(join(local, 'here.txt'), 'here');
    const put = await runCli(['put', urlOf(sftp), 'here.txt', ...trustOf(sftp), '--json'], { password: sftp.password, cwd: local });
    expect(put.status).toBe(0);
    expect(put.json()).toMatchObject({ files: 1, bytes: 4, transfers: [{ from: join(local, 'here.txt') }] });
    const refused = await runCli(['ls', urlOf(sftp, 'not-there'), ...trustOf(sftp), '--json'], { password: sftp.password });
    expect(refused.status).toBe(1);
    expect(refused.json()).toMatchObject({ failure: { code: 'not-found' } });
  });
});
