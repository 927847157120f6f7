import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startServer, type ServerKind } from '../../../e2e/fixtures/start-server.ts';
import type { Protocol } from '../../../shared/model/profile.ts';
import { settingsSchema, type Settings } from '../../../shared/model/settings.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const never = new AbortController().signal;
const bytes = randomBytes(300_000);
const kinds: readonly ServerKind[] = ['vsftpd-plain', 'vsftpd-explicit', 'vsftpd-implicit', 'proftpd-plain', 'proftpd-explicit', 'proftpd-implicit', 'pure-ftpd-plain', 'pure-ftpd-explicit'];
const cases = kinds.flatMap((kind) => (['127.0.0.1', '::1'] as const).map((loopback) => ({ kind, loopback })));

/** Both modes after each other over one session, so that each pair of server and address family needs one server. */
describe.each(cases)('$kind at $loopback', ({ kind, loopback }) => {
  it('lists, takes and gives files in passive and in active mode, and asks for nothing but a data connection between two files', async () => {
    const server = await startServer(kind, { loopback });
    try {
      await server.handOver();
      const settings: Settings = settingsSchema.parse({});
      const context = quietContext(server, { settings });
      const session = await openFtp(profileOf(server, server.protocol as Protocol), context);
      // The first of the data channels may bring a question.
      await session.list('/', { signal: never, onEntries: () => undefined });
      for (const mode of ['passive', 'active'] as const) {
        settings.dataMode = mode;
        const before = context.lines.length;
        expect(await session.upload(memorySource(bytes), `/${mode}`, { signal: never, offset: 0 })).toBe(bytes.length);
        const sink = memorySink();
        await session.download(`/${mode}`, sink, { signal: never, offset: 0 });
        expect(sink.bytes().equals(bytes)).toBe(true);
        const opening = mode === 'passive' ? 'EPSV' : loopback === '::1' ? 'EPRT' : 'PORT';
        const verbs = context.lines.slice(before).flatMap((line) => /^command (\S+)/u.exec(line)?.[1] ?? []);
        // Only Pure-FTPd keeps the size of a file to itself, without which the end of a plain download proves nothing.
        expect(verbs).toEqual([opening, 'STOR', opening, 'RETR', ...(kind === 'pure-ftpd-plain' ? ['SIZE'] : [])]);
        const rows: string[] = [];
        await session.list('/', { signal: never, onEntries: (entries) => rows.push(...entries.map(({ name }) => name)) });
        expect(rows).toContain(mode);
      }
      expect(session.protection.data?.kind).toBe(server.protocol === 'ftp' ? 'plain' : 'tls');
      await session.close();
    } finally {
      await server.stop();
    }
  });
});
