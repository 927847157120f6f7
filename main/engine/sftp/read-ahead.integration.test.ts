import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { memorySink } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openSftp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const { signal } = new AbortController();

describe.each(['openssh', 'proftpd-sftp'] as const)('%s, with a file that is not as it was', (kind) => {
  let server: TestServer;
  let session: Session;

  beforeAll(async () => {
    server = await startServer(kind);
    session = await openSftp(profileOf(server), quietContext(server));
  });

  afterAll(async () => {
    await session.close();
    await server.stop();
  });

  it.each([
    [0, 5_000_000],
    [1, 5_000_000],
    [300_000, 5_000_000],
    [300_000, 4_096],
    [5_000_000, 300_000],
    [5_000_000, 5_000_000],
    [5_000_000, 0],
  ])('of %i bytes and thought to have %i, brings what is there', async (actual, thought) => {
    const bytes = randomBytes(actual);
    await writeFile(join(server.root, 'file'), bytes);
    await server.handOver();
    const path = `${server.homePath === '/' ? '' : server.homePath}/file`;
    for (const offset of [0, Math.floor(actual / 3)]) {
      const sink = memorySink();
      expect(await session.download(path, sink, { signal, offset, size: thought })).toBe(actual - offset);
      expect(bytes.subarray(offset).equals(sink.bytes())).toBe(true);
    }
  });
});
