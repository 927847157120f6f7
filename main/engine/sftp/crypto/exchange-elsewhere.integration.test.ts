import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { startForger } from '../../../../e2e/fixtures/forger.ts';
import { startSftpDouble } from '../../../../e2e/fixtures/sftp-double.ts';
import { startServer, type TestServer } from '../../../../e2e/fixtures/start-server.ts';
import { failureOf } from '../../session/failure-of.ts';
import { openSftp } from '../connect.ts';
import { moveBothWays } from '../move-both-ways.ts';
import { profileOf, quietContext } from '../test-context.ts';
import { ExchangeThread } from './exchange-thread.ts';

afterEach(() => void vi.restoreAllMocks());

async function serve(...configuration: readonly string[]): Promise<TestServer> {
  const server = await startServer('openssh', { configuration });
  onTestFinished(() => server.stop());
  return server;
}

it('another session goes on listing within each step of an exchange in the largest group', async () => {
  const server = await serve('KexAlgorithms diffie-hellman-group18-sha512');
  const double = await startSftpDouble({ files: { '/a': 'a' } });
  onTestFinished(() => double.stop());
  const other = await openSftp(profileOf(double), quietContext(double));
  onTestFinished(() => other.close());
  let lists = 0;
  const within: Record<string, number> = {};
  for (const step of ['publicValue', 'secret'] as const) {
    const original = ExchangeThread.prototype[step] as (this: ExchangeThread, ...given: unknown[]) => Promise<Buffer>;
    vi.spyOn(ExchangeThread.prototype, step).mockImplementation(async function computed(this: ExchangeThread, ...given: unknown[]) {
      const before = lists;
      const value = await original.apply(this, given);
      within[step] = lists - before;
      return value;
    });
  }
  let over = false;
  const listing = (async () => {
    while (!over) {
      await other.list('/', { signal: new AbortController().signal, onEntries: () => undefined });
      lists++;
    }
  })();
  const session = await openSftp(profileOf(server), quietContext(server));
  over = true;
  await listing;
  await session.close();
  expect(Object.keys(within)).toEqual(['publicValue', 'secret']);
  for (const count of Object.values(within)) expect(count).toBeGreaterThan(0);
});

it.each(['group14-sha256', 'group-exchange-sha256'])('every byte arrives while keys are exchanged again and again by diffie-hellman-%s', async (name) => {
  const server = await serve(`KexAlgorithms diffie-hellman-${name}`, 'RekeyLimit 1M');
  const context = quietContext(server);
  await moveBothWays(server, 4_000_000, context);
  expect(context.lines.filter((line) => line.includes(`Key exchange diffie-hellman-${name}`)).length).toBeGreaterThan(2);
});

it('a public value that gives the secret away ends the connection before anything secret is sent', async () => {
  const server = await serve('KexAlgorithms diffie-hellman-group14-sha256');
  const forger = await startForger(server, (reply) => {
    // Number, host key, public value: made zero.
    const at = 1 + 4 + reply.readUInt32BE(1);
    reply.fill(0, at + 4, at + 4 + reply.readUInt32BE(at));
  });
  onTestFinished(() => forger.stop());
  const there = { ...server, host: forger.host, port: forger.port };
  const context = quietContext(there, { password: () => Promise.reject(new Error('not to be asked')) });
  const failure = await failureOf(openSftp(profileOf(there), context));
  expect(failure).toMatchObject({ code: 'protocol', reason: 'bad-reply', detail: 'The server’s public value is not within the group.' });
  expect(context.questions).toEqual([]);
});

it('is given up in the middle of a step without a trace', async () => {
  const server = await serve('KexAlgorithms diffie-hellman-group18-sha512');
  const cancel = new AbortController();
  const ended = vi.spyOn(ExchangeThread.prototype, 'end');
  const original = ExchangeThread.prototype.publicValue;
  vi.spyOn(ExchangeThread.prototype, 'publicValue').mockImplementation(function cancelled(this: ExchangeThread) {
    cancel.abort();
    return original.call(this);
  });
  const failure = await failureOf(openSftp(profileOf(server), quietContext(server, { signal: cancel.signal })));
  expect(failure.reason).toBe('cancelled');
  await expect.poll(() => ended.mock.calls.length).toBe(1);
});
