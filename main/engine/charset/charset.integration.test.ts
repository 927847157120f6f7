import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Protocol } from '../../../shared/model/profile.ts';
import { startServer, type ServerKind } from '../../../e2e/fixtures/start-server.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import { profileOf, quietContext } from '../ftp/test-context.ts';
import { openSession } from '../open.ts';

const signal = new AbortController().signal;

/** A server whose disk has a file with these bytes for a name, and what a session in this charset makes of it. */
async function open(kind: ServerKind, charset: string, names: readonly Buffer[]) {
  const server = await startServer(kind);
  onTestFinished(() => server.stop());
  for (const name of names) await writeFile(Buffer.concat([Buffer.from(`${server.root}/`), name]), name);
  await server.handOver();
  const session = await openSession({ ...profileOf(server, server.protocol as Protocol), charset }, quietContext(server));
  const at = (path: string): string => `${session.home === '/' ? '' : session.home}${path}`;
  onTestFinished(() => session.close());
  const list = async (path: string): Promise<readonly string[]> => {
    const entries: Entry[] = [];
    await session.list(at(path) || '/', { signal, onEntries: (some) => entries.push(...some) });
    return entries.map(({ name }) => name).toSorted();
  };
  const onDisk = async (folder = ''): Promise<readonly string[]> => (await readdir(Buffer.from(join(server.root, folder)), { encoding: 'buffer' })).map((name) => name.toString('hex')).toSorted();
  return { session, list, onDisk, at };
}

const kinds = ['vsftpd-plain', 'proftpd-plain', 'pure-ftpd-plain', 'openssh'] as const;

describe.each(kinds)('names in a legacy charset on %s', (kind) => {
  it('are read, written, renamed and removed in it', async () => {
    const cyrillic = Buffer.from('eff0e8e2e5f2', 'hex');
    const { session, list, onDisk, at } = await open(kind, 'windows-1251', [cyrillic]);
    expect(await list('')).toEqual(['привет']);
    expect(await session.stat(at('/привет'), signal)).toMatchObject({ name: 'привет', kind: 'file' });
    const sink = memorySink();
    await session.download(at('/привет'), sink, { signal, offset: 0 });
    expect(sink.bytes().equals(cyrillic)).toBe(true);
    await session.makeDirectory(at('/мир'));
    await session.upload(memorySource(Buffer.from('x')), at('/мир/да'), { signal, offset: 0 });
    expect(await list('/мир')).toEqual(['да']);
    expect(await onDisk()).toEqual(['ece8f0', 'eff0e8e2e5f2']);
    await session.rename(at('/привет'), at('/нет'));
    expect(await onDisk()).toEqual(['ece8f0', 'ede5f2']);
    await session.remove(at('/нет'), 'file');
    expect(await list('')).toEqual(['мир']);
  });

  it('that has no bytes for a name refuses it before anything is sent', async () => {
    const { session, list, at } = await open(kind, 'windows-1251', []);
    await expect(session.makeDirectory(at('/日本'))).rejects.toMatchObject({ data: { reason: 'name-not-encodable', parameters: { charset: 'windows-1251' } } });
    expect(await list('')).toEqual([]);
  });
});

describe.each(kinds)('names that are no UTF-8 on %s', (kind) => {
  it('go byte for byte through download, rename and removal', async () => {
    const latin = Buffer.from('436166e92e747874', 'hex');
    const { session, list, onDisk, at } = await open(kind, 'auto', [latin]);
    expect(await list('')).toEqual(['Caf\udce9.txt']);
    const sink = memorySink();
    await session.download(at('/Caf\udce9.txt'), sink, { signal, offset: 0 });
    expect(sink.bytes().equals(latin)).toBe(true);
    await session.rename(at('/Caf\udce9.txt'), at('/bar\udce9'));
    expect(await onDisk()).toEqual(['626172e9']);
    await session.remove(at('/bar\udce9'), 'file');
    expect(await onDisk()).toEqual([]);
  });
});

it('fails before connecting where there is no such charset', async () => {
  const server = { host: '127.0.0.1', port: 1, user: 'u', password: 'p' } as const;
  await expect(openSession({ ...profileOf(server, 'ftp'), charset: 'klingon' }, quietContext(server))).rejects.toMatchObject({ data: { reason: 'unknown-charset' } });
});
