import { afterEach, expect, it, vi } from 'vitest';
import { startSftpDouble } from '../../../../e2e/fixtures/sftp-double.ts';
import { startServer } from '../../../../e2e/fixtures/start-server.ts';
import { openSftp } from '../connect.ts';
import { profileOf, quietContext } from '../test-context.ts';
import { FiniteFieldExchange } from './finite-field-exchange.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const end of ends.splice(0).toReversed()) await end();
});

it('another session goes on listing between the two steps of an exchange in the largest group', async () => {
  const server = await startServer('openssh', { configuration: ['KexAlgorithms diffie-hellman-group18-sha512'] });
  ends.push(() => server.stop());
  const double = await startSftpDouble({ files: { '/a': 'a' } });
  ends.push(() => double.stop());
  const other = await openSftp(profileOf(double), quietContext(double));
  ends.push(() => other.close());
  const order: string[] = [];
  for (const step of ['generateKeys', 'computeSecret'] as const) {
    const original = FiniteFieldExchange.prototype[step] as (this: FiniteFieldExchange, ...given: unknown[]) => Buffer;
    vi.spyOn(FiniteFieldExchange.prototype, step).mockImplementation(function computed(this: FiniteFieldExchange, ...given: unknown[]) {
      order.push(step);
      return original.apply(this, given);
    });
  }
  let over = false;
  const listing = (async () => {
    while (!over) {
      await other.list('/', { signal: new AbortController().signal, onEntries: () => undefined });
      order.push('list');
    }
  })();
  const session = await openSftp(profileOf(server), quietContext(server));
  over = true;
  await listing;
  await session.close();
  expect(order.filter((one) => one !== 'list')).toEqual(['generateKeys', 'computeSecret']);
  expect(order.slice(order.indexOf('generateKeys'), order.indexOf('computeSecret')).filter((one) => one === 'list').length).toBeGreaterThan(0);
});
