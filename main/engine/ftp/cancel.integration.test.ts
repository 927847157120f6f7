import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startServer } from '../../../e2e/fixtures/start-server.ts';
import type { Protocol } from '../../../shared/model/profile.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const never = new AbortController().signal;
/** What goes well by luck goes well once or twice. */
const rounds = [1, 2, 3, 4];

const kinds = [
  ['vsftpd-plain', undefined], ['proftpd-plain', undefined], ['pure-ftpd-plain', undefined],
  // Pure-FTPd cannot be held to one version.
  ['pure-ftpd-explicit', undefined],
  ...(['vsftpd-explicit', 'vsftpd-implicit', 'proftpd-explicit', 'proftpd-implicit'] as const).flatMap((kind) => [[kind, '1.2'], [kind, '1.3']] as const),
] as const;

it.each(kinds)('after cancelled transfers %s works on (TLS %s)', async (kind, tlsVersion) => {
  const server = await startServer(kind, tlsVersion === undefined ? {} : { tlsVersion });
  try {
    await writeFile(join(server.root, 'huge'), '');
    await truncate(join(server.root, 'huge'), 400_000_000);
    await server.handOver();
    const inside = (name: string) => `${server.homePath === '/' ? '' : server.homePath}/${name}`;
    for (const way of ['download', 'upload'] as const) {
      for (const round of rounds) {
        const session = await openFtp(profileOf(server, server.protocol as Protocol), quietContext(server));
        const cancel = new AbortController();
        let bytes = 0;
        const count = (more: number): undefined => {
          bytes += more;
          if (bytes > 300_000) cancel.abort();
        };
        const endless = { size: null, read: async (into: Uint8Array) => {
          await new Promise((resolve) => { setImmediate(resolve); });
          count(into.length);
          return into.length;
        } };
        const options = { signal: cancel.signal, offset: 0 };
        const transfer = way === 'download' ? session.download(inside('huge'), { write: (part) => count(part.length) }, options) : session.upload(endless, inside('up'), options);
        await expect(transfer).rejects.toMatchObject({ data: { reason: 'cancelled' } });
        const after = session.list(server.homePath, { signal: never, onEntries: () => undefined }).then(() => 'works', (failure: { data: { reason: string } }) => failure.data.reason);
        expect([way, round, await after]).toEqual([way, round, 'works']);
        await session.close();
      }
    }
  } finally {
    await server.stop();
  }
});
