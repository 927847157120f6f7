import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startServer, type ServerKind } from '../../../e2e/fixtures/start-server.ts';
import type { Protocol } from '../../../shared/model/profile.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const never = new AbortController().signal;

const cases: readonly (readonly [ServerKind, string, { readonly afterDownload: RegExp }])[] = [
  ['vsftpd-plain', 'works on', { afterDownload: /^works$/u }],
  ['vsftpd-explicit', 'works on', { afterDownload: /^works$/u }],
  ['proftpd-plain', 'works on', { afterDownload: /^works$/u }],
  // Breaking off a data channel with TLS may end its session, which must be known at once.
  ['proftpd-explicit', 'works on, or has hung up after a download', { afterDownload: /^(?:works|not-connected|server-hung-up)$/u }],
  ['pure-ftpd-plain', 'works on', { afterDownload: /^works$/u }],
  ['pure-ftpd-explicit', 'works on', { afterDownload: /^works$/u }],
];

it.each(cases)('after a cancelled transfer %s %s', async (kind, _, { afterDownload }) => {
  const server = await startServer(kind);
  try {
    await writeFile(join(server.root, 'huge'), '');
    await truncate(join(server.root, 'huge'), 400_000_000);
    await server.handOver();
    for (const [way, expected] of [['download', afterDownload], ['upload', /^works$/u]] as const) {
      const session = await openFtp(profileOf(server, server.protocol as Protocol), quietContext(server));
      const inside = (name: string) => `${server.homePath === '/' ? '' : server.homePath}/${name}`;
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
      expect(await after).toMatch(expected);
      await session.close();
    }
  } finally {
    await server.stop();
  }
});
