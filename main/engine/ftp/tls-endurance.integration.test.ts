import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startServer, type ServerKind, type ServerOptions, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import type { Protocol } from '../../../shared/model/profile.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext, type RecordingContext } from './test-context.ts';

const never = new AbortController().signal;
let server: TestServer | null = null;
let session: Session | null = null;
afterEach(async () => {
  await session?.close();
  await server?.stop();
});

async function open(kind: ServerKind, options: ServerOptions): Promise<{ session: Session; root: string; context: RecordingContext }> {
  server = await startServer(kind, options);
  const context = quietContext(server);
  session = await openFtp(profileOf(server, server.protocol as Protocol), context);
  return { session, root: server.root, context };
}

const versions = ['1.2', '1.3'] as const;
const kinds: readonly ServerKind[] = ['vsftpd-explicit', 'vsftpd-implicit', 'proftpd-explicit', 'proftpd-implicit', 'pure-ftpd-explicit'];
interface Case {
  readonly kind: ServerKind;
  readonly version: '1.2' | '1.3' | null;
}
/** Pure-FTPd cannot be held to one version. */
const every = kinds.flatMap((kind): readonly Case[] => (kind === 'pure-ftpd-explicit' ? [{ kind, version: null }] : versions.map((version) => ({ kind, version }))));

describe.each(every)('$kind, TLS $version', ({ kind, version }) => {
  const options = version === null ? {} : { tlsVersion: version };

  it('stores 100 empty files in a row', async () => {
    const { session: own, root } = await open(kind, options);
    for (let count = 0; count < 100; count += 1) {
      expect(await own.upload(memorySource(Buffer.alloc(0)), `/empty ${count}`, { signal: never, offset: 0 })).toBe(0);
    }
    const names = (await readdir(root)).filter((name) => name.startsWith('empty '));
    expect(names).toHaveLength(100);
    expect((await stat(join(root, 'empty 99'))).size).toBe(0);
  });

  it('moves 300 files in a row on one control connection, each channel resuming the session', async () => {
    const { session: own, root, context } = await open(kind, options);
    const expectResumed = (): void => {
      // Pure-FTPd resumes no session under TLS 1.3, and asks for none.
      if (kind !== 'pure-ftpd-explicit') expect(own.protection.data).toMatchObject({ kind: 'tls', version: `TLSv${version}`, resumed: true });
    };
    await writeFile(join(root, 'down'), 'x'.repeat(5000));
    for (let count = 0; count < 100; count += 1) {
      const sink = memorySink();
      expect(await own.download('/down', sink, { signal: never, offset: 0 })).toBe(5000);
      expectResumed();
      expect(await own.upload(memorySource(sink.bytes()), '/up', { signal: never, offset: 0 })).toBe(5000);
      expectResumed();
      await own.list('/', { signal: never, onEntries: () => undefined });
      expectResumed();
    }
    // Whoever is asked whether a channel may be used that is not tied to the session says yes here.
    if (kind !== 'pure-ftpd-explicit') expect(context.questions.map((question) => question.kind)).not.toContain('no-resumption');
  });
});
