import { createHash, randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startFaultProxy, type FaultProxy } from '../../../../e2e/fixtures/fault-proxy.ts';
import { startSftpDouble, type SftpDouble, type SftpDoubleOptions } from '../../../../e2e/fixtures/sftp-double.ts';
import { startServer, type ServerKind, type TestServer } from '../../../../e2e/fixtures/start-server.ts';
import { memorySource } from '../../session/memory.ts';
import type { Session } from '../../session/session.ts';
import { openSftp } from '../connect.ts';
import { profileOf, quietContext, type RecordingContext } from '../test-context.ts';

const MiB = 1024 * 1024;
/** In each direction, so that the server is far away. */
const delay = 15;
const never = (): AbortSignal => new AbortController().signal;

let server: TestServer | SftpDouble;
let proxy: FaultProxy;
let session: Session | null = null;
let context: RecordingContext;

async function far(to: TestServer | SftpDouble): Promise<Session> {
  server = to;
  proxy = await startFaultProxy(to, { faults: { delay } });
  return sign();
}

async function sign(): Promise<Session> {
  context = quietContext(server);
  session = await openSftp({ ...profileOf(server), port: proxy.port }, context);
  return session;
}

const channels = (): number => Number(context.lines.map((line) => /(\d+) SFTP channels/u.exec(line)?.[1]).find((count) => count !== undefined) ?? 1);
const put = (bytes: Buffer, path: string, offset = 0): Promise<number> => (session as Session).upload(memorySource(bytes.subarray(offset)), path, { signal: never(), offset });
const sum = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

afterEach(async () => {
  await session?.close();
  session = null;
  await proxy.stop();
  await server.stop();
});

describe.each(['openssh', 'proftpd-sftp'] as const)('%s over a long line', (kind: ServerKind) => {
  it('takes a large file, and one that was cut at any byte from its firm part on', async () => {
    const real = await startServer(kind);
    await far(real);
    const bytes = randomBytes(48 * MiB + 12_345);
    const [path, onDisk] = [`${real.homePath === '/' ? '' : real.homePath}/large`, join(real.root, 'large')];
    expect(await put(bytes, path)).toBe(bytes.length);
    expect(sum(await readFile(onDisk))).toBe(sum(bytes));
    // ProFTPD lets a channel have so much under way that one is enough.
    if (kind === 'openssh') expect(channels()).toBeGreaterThan(1);
    else expect(channels()).toBe(1);

    for (const part of [0.2, 0.85]) {
      await rm(onDisk);
      await session?.close();
      proxy.setFaults({ delay, cutAfter: { toServer: Math.floor(bytes.length * (part + Math.random() / 10)) } });
      const cut = await sign();
      await expect(put(bytes, path)).rejects.toMatchObject({ data: { code: 'lost' } });
      proxy.setFaults({ delay });
      const again = await sign();
      const left = (await again.stat(path, never()))?.size ?? 0;
      expect(left).toBeLessThan(bytes.length);
      const firm = Math.max(0, left - (cut.looseTail ?? 0));
      expect((await readFile(onDisk)).subarray(0, firm).equals(bytes.subarray(0, firm))).toBe(true);
      await put(bytes, path, firm);
      expect(sum(await readFile(onDisk))).toBe(sum(bytes));
    }
  });
});

describe('a server that is far away', () => {
  it('may have one channel for each connection', async () => {
    const real = await startServer('openssh', { configuration: ['Match All', 'MaxSessions 1'] });
    await far(real);
    const bytes = randomBytes(6 * MiB);
    expect(await put(bytes, join(real.homePath, 'large'))).toBe(bytes.length);
    expect((await readFile(join(real.root, 'large'))).equals(bytes)).toBe(true);
    expect(channels()).toBe(1);
  });

  it('leaves no gap when a piece is refused, though parts behind it have arrived', async () => {
    const bytes = randomBytes(10 * MiB);
    const script: SftpDoubleOptions['script'] = { WRITE: (request) => (request.offset >= 6 * MiB && request.offset < 7 * MiB ? request.status(4, 'No space left on device') : request.usual()) };
    const double = await startSftpDouble({ script });
    await far(double);
    await expect(put(bytes, '/full')).rejects.toMatchObject({ data: { reason: 'server-full' } });
    await session?.stat('/full', never());
    const kept = double.files.get('/full') ?? Buffer.alloc(0);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(7 * MiB);
    expect(kept.equals(bytes.subarray(0, kept.length))).toBe(true);
    expect(channels()).toBeGreaterThan(1);
  });
});
