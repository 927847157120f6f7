import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { Failure } from '../session/failure.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import { openSftp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const never = new AbortController().signal;
const bytes = randomBytes(6_000_000);
let server: TestServer;

afterEach(() => server.stop());

/** Moves the bytes both ways and gives what the connection was protected with. */
async function moveBothWays(): Promise<unknown> {
  const session = await openSftp({ ...profileOf(server), logon: { type: 'key-file', user: server.user, keyFile: server.keyFile ?? '' } }, quietContext(server));
  const path = join(server.homePath, 'file');
  await session.upload(memorySource(bytes), path, { signal: never, offset: 0 });
  expect(bytes.equals(await readFile(join(server.root, 'file')))).toBe(true);
  const sink = memorySink();
  await session.download(path, sink, { signal: never, offset: 0 });
  expect(bytes.equals(sink.bytes())).toBe(true);
  const { control } = session.protection;
  await session.close();
  return control;
}

describe('OpenSSH with its algorithms narrowed', () => {
  it.each([
    ['Ciphers aes256-gcm@openssh.com', { cipher: 'aes256-gcm@openssh.com', mac: '<implicit>' }],
    ['Ciphers aes128-ctr\nMACs hmac-sha2-256-etm@openssh.com', { cipher: 'aes128-ctr', mac: 'hmac-sha2-256-etm@openssh.com' }],
    ['Ciphers aes256-ctr\nMACs hmac-sha2-512', { cipher: 'aes256-ctr', mac: 'hmac-sha2-512' }],
    ['KexAlgorithms ecdh-sha2-nistp384', { keyExchange: 'ecdh-sha2-nistp384' }],
    ['KexAlgorithms diffie-hellman-group14-sha256', { keyExchange: 'diffie-hellman-group14-sha256' }],
  ])('%s', async (lines, expected) => {
    server = await startServer('openssh', { configuration: lines.split('\n') });
    expect(await moveBothWays()).toMatchObject(expected);
  });

  it('moves every byte while keys are exchanged again and again', async () => {
    server = await startServer('openssh', { configuration: ['RekeyLimit 1M'] });
    await moveBothWays();
  });

  it.each([['ecdsa', 'ecdsa-sha2-nistp256'], ['rsa', 'ssh-rsa']] as const)('checks a host key of the kind %s', async (hostKeyAlgorithm, algorithm) => {
    server = await startServer('openssh', { hostKeyAlgorithm });
    const context = quietContext(server);
    await (await openSftp(profileOf(server), context)).close();
    expect(context.remembered).toEqual([server.hostKeyFingerprint]);
    expect(context.lines.join('\n')).toContain(`is not known yet: ${algorithm} SHA256:`);
  });

  it('names both lists where nothing is in common', async () => {
    server = await startServer('openssh', { configuration: ['Ciphers 3des-cbc,aes128-cbc'] });
    const failure = await openSftp(profileOf(server), quietContext(server)).then(() => null, (problem: unknown) => problem);
    expect(failure).toBeInstanceOf(Failure);
    expect((failure as Failure).data).toMatchObject({
      code: 'unsupported',
      reason: 'no-common-algorithm',
      parameters: { what: 'cipher' },
      detail: expect.stringMatching(/offers 3des-cbc, aes128-cbc; Hawser offers aes128-gcm@openssh\.com, /u) as string,
    });
  });
});
