import { createHash, randomBytes } from 'node:crypto';
import { chmod, readdir, readFile, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shellLogon, withShell } from '../../../e2e/fixtures/scp-account.ts';
import { startServer, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { failureOf } from '../session/failure-of.ts';
import { memorySource } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openSftp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const never = new AbortController().signal;
const bytes = randomBytes(3_000_001);
const reasonOf = async (promise: Promise<unknown> | undefined): Promise<string> => (await failureOf(promise ?? Promise.resolve())).reason;
const sumOf = (algorithm: string): string => createHash(algorithm).update(bytes).digest('hex');

interface Opened {
  readonly server: TestServer;
  readonly session: Session;
  at(name: string): string;
}

async function openOn(kind: 'openssh' | 'proftpd-sftp', shell = false): Promise<Opened> {
  const server = await startServer(kind, shell ? { configuration: withShell.configuration } : {});
  const profile = profileOf(server);
  const session = await openSftp(shell ? { ...profile, logon: shellLogon(server) } : profile, quietContext(server));
  return { server, session, at: (name) => join(server.homePath, name) };
}

describe('OpenSSH for files alone', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openOn('openssh');
    await writeFile(join(opened.server.root, 'source'), bytes);
    await writeFile(join(opened.server.root, 'empty'), '');
    await chmod(join(opened.server.root, 'source'), 0o750);
    await opened.server.handOver();
  });
  afterAll(async () => {
    await opened.session.close();
    await opened.server.stop();
  });

  it('copies a file with its permissions, and an empty one', async () => {
    const { session, server, at } = opened;
    expect(session.abilities).toContain('copy');
    await session.copy?.(at('source'), at("copy of 'source'"), never);
    expect(bytes.equals(await readFile(join(server.root, "copy of 'source'")))).toBe(true);
    expect((await stat(join(server.root, "copy of 'source'"))).mode & 0o777).toBe(0o750);
    await session.copy?.(at('empty'), at('still empty'), never);
    expect((await stat(join(server.root, 'still empty'))).size).toBe(0);
  });

  it('copies over nothing, and leaves nothing behind where it fails', async () => {
    const { session, server, at } = opened;
    const before = await readdir(server.root);
    expect(await reasonOf(session.copy?.(at('source'), at('empty'), never))).toBe('already-exists');
    expect(await reasonOf(session.copy?.(at('source'), at('source'), never))).toBe('already-exists');
    expect(await reasonOf(session.copy?.(at('nothing'), at('new'), never))).toBe('no-such-file');
    expect(await reasonOf(session.copy?.(at('source'), at('nowhere/new'), never))).toBe('no-such-file');
    expect(await reasonOf(session.copy?.(at('source'), at('new'), AbortSignal.abort()))).toBe('cancelled');
    expect((await readdir(server.root)).toSorted()).toEqual(before.toSorted());
    expect((await stat(join(server.root, 'empty'))).size).toBe(0);
  });

  it('tells how much may still be stored', async () => {
    const { session, server } = opened;
    expect(session.abilities).toContain('freeSpace');
    const told = await session.freeSpace?.(session.home);
    const { bavail, bsize } = await statfs(server.root);
    // Others write to the same disk meanwhile.
    expect(told! / (bavail * bsize)).toBeCloseTo(1, 1);
    expect(await reasonOf(session.freeSpace?.('/nowhere/at/all'))).toBe('no-such-file');
  });

  it('makes no sums, since it may run nothing', async () => {
    const { session } = opened;
    // By the time that this has been answered, so has the question whether commands may be run; the one for files alone answers it never.
    await session.stat(session.home, never);
    expect(session.abilities).not.toContain('checksum');
    expect(session.checksum).toBeUndefined();
  });

  it('has the server write to its disk before it says that a file is there', async () => {
    const { server, at } = opened;
    const context = quietContext(server);
    const watched = await openSftp(profileOf(server), context);
    await watched.upload(memorySource(bytes), at('flushed'), { signal: never, offset: 0 });
    await watched.close();
    expect(context.lines.join('\n')).toMatch(/written the file to its disk[^]*3000001 bytes written/u);
  });
});

describe('OpenSSH with a shell', () => {
  it('makes sums of files by the commands that are there', async () => {
    const { server, session, at } = await openOn('openssh', true);
    try {
      const odd = "it's -a (file) $HOME `x` \\n";
      await writeFile(join(server.root, odd), bytes);
      await server.handOver();
      await expect.poll(() => session.abilities, { timeout: 15_000 }).toContain('checksum');
      expect(await session.checksum?.(at(odd), 'sha256', never)).toBe(sumOf('sha256'));
      expect(await session.checksum?.(at(odd), 'sha1', never)).toBe(sumOf('sha1'));
      expect(await session.checksum?.(at(odd), 'md5', never)).toBe(sumOf('md5'));
      expect(await reasonOf(session.checksum?.(at(odd), 'crc32', never))).toBe('not-supported');
      expect(await reasonOf(session.checksum?.(at('nothing'), 'sha256', never))).toBe('no-such-file');
      expect(await reasonOf(session.checksum?.(at('a\nb'), 'sha256', never))).toBe('bad-argument');
      expect(await reasonOf(session.checksum?.(at(odd), 'sha256', AbortSignal.abort()))).toBe('cancelled');
    } finally {
      await session.close();
      await server.stop();
    }
  });
});

describe('mod_sftp', () => {
  it('makes sums of files itself', async () => {
    const { server, session, at } = await openOn('proftpd-sftp');
    try {
      await writeFile(join(server.root, 'source'), bytes);
      await server.handOver();
      expect(session.abilities).toContain('checksum');
      expect(await session.checksum?.(at('source'), 'sha256', never)).toBe(sumOf('sha256'));
      expect(await session.checksum?.(at('source'), 'md5', never)).toBe(sumOf('md5'));
      expect(await reasonOf(session.checksum?.(at('nothing'), 'sha256', never))).toBe('no-such-file');
    } finally {
      await session.close();
      await server.stop();
    }
  });
});
