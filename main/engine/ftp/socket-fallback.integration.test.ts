import { randomBytes } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { startServer } from '../../../e2e/fixtures/start-server.ts';
import { connectBare } from '../net/bare-socket.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

/** A runtime that has no handles to offer. */
vi.mock('../net/bare-socket.ts', async (importOriginal) => ({ ...(await importOriginal<typeof import('../net/bare-socket.ts')>()), connectBare: vi.fn(() => null) }));

const never = new AbortController().signal;

it.each(['vsftpd-plain', 'proftpd-plain', 'pure-ftpd-plain'] as const)('moves bytes both ways over sockets where there is nothing below them to be had: %s', async (kind) => {
  const server = await startServer(kind);
  try {
    await server.handOver();
    const session = await openFtp(profileOf(server, 'ftp'), quietContext(server));
    for (const size of [0, 1, 300_000, 3_000_000]) {
      const bytes = randomBytes(size);
      const path = `${server.homePath === '/' ? '' : server.homePath}/${size}`;
      expect(await session.upload(memorySource(bytes), path, { signal: never, offset: 0 })).toBe(size);
      const sink = memorySink();
      expect(await session.download(path, sink, { signal: never, offset: 0 })).toBe(size);
      expect(sink.bytes().equals(bytes)).toBe(true);
    }
    expect(vi.mocked(connectBare)).toHaveBeenCalled();
    await session.close();
  } finally {
    await server.stop();
  }
});
