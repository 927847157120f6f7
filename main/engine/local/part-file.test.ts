import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fileSink } from './file-sink.ts';
import { giveBack } from './part-file.ts';

/** What the disk says to each wish that bytes be on it. */
const disk = vi.hoisted(() => ({ synced: 0, says: null as NodeJS.ErrnoException | null, asked: () => {} }));
vi.mock('node:fs', async (importOriginal) => ({
  ...(await importOriginal<typeof import('node:fs')>()),
  fdatasync: (_descriptor: number, settled: (problem: NodeJS.ErrnoException | null) => void): void => {
    disk.synced++;
    disk.asked();
    setImmediate(() => settled(disk.says));
  },
}));
/** What others do while a file gets its time. */
const meanwhile = vi.hoisted(() => ({ does: () => {} }));
vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:fs/promises')>();
  return { ...original, utimes: (...given: Parameters<typeof original.utimes>) => original.utimes(...given).finally(() => meanwhile.does()) };
});

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'hawser-part-file-'));
  Object.assign(disk, { synced: 0, says: null, asked: () => {} });
  meanwhile.does = () => {};
});
afterEach(() => rmSync(scratch, { recursive: true }));

const MANY = Buffer.alloc(8 * 1024 * 1024, 'strand ');

async function write(...pieces: readonly Buffer[]): Promise<void> {
  const sink = fileSink(join(scratch, 'a.bin'));
  for (const piece of pieces) await sink.write(piece);
  await sink.commit(null);
}
const refusal = (code: string): NodeJS.ErrnoException => Object.assign(new Error(code), { code });

describe('a large file that has come', () => {
  it('is on the disk before it has its name', async () => {
    disk.asked = () => expect(existsSync(join(scratch, 'a.bin'))).toBe(false);
    await write(MANY, Buffer.from('end'));
    expect(disk.synced).toBe(1);
    expect(readFileSync(join(scratch, 'a.bin')).length).toBe(MANY.length + 3);
  });

  it('gets no name where the disk has not taken it', async () => {
    writeFileSync(join(scratch, 'a.bin'), 'old');
    disk.says = refusal('ENOSPC');
    await expect(write(MANY)).rejects.toMatchObject({ data: { reason: 'disk-full' } });
    expect([readdirSync(scratch), readFileSync(join(scratch, 'a.bin'), 'utf8')]).toEqual([['a.bin'], 'old']);
  });

  it('has its name where the file system knows no such wish', async () => {
    disk.says = refusal('EINVAL');
    await write(MANY);
    expect(readdirSync(scratch)).toEqual(['a.bin']);
  });
});

it.each([['kept by who will continue it, since it may be the user’s own', true], ['removed where nobody will', false]] as const)('a temporary file whose placing fails is %s', async (_what, kept) => {
  const part = join(scratch, '.a.bin.hawser-part');
  writeFileSync(join(scratch, 'a.bin'), 'old');
  if (kept) writeFileSync(part, 'strand ');
  const sink = fileSink(join(scratch, 'a.bin'), kept ? { part, kept: 7, at: part } : undefined);
  await sink.write(MANY);
  disk.says = refusal('ENOSPC');
  await expect(sink.commit(null)).rejects.toMatchObject({ data: { reason: 'disk-full' } });
  expect(readdirSync(scratch).toSorted()).toEqual(kept ? ['.a.bin.hawser-part', 'a.bin'] : ['a.bin']);
  if (kept) expect(readFileSync(part).equals(Buffer.concat([Buffer.from('strand '), MANY]))).toBe(true);
  expect(readFileSync(join(scratch, 'a.bin'), 'utf8')).toBe('old');
});

it.each([['goes back to its place as it was', null], ['stays beside what has come there meanwhile', 'somebody else’s']] as const)('a file of the user’s own %s', async (_what, comes) => {
  const [part, target] = [join(scratch, '.a.bin.hawser-part'), join(scratch, 'a.bin')];
  writeFileSync(part, 'own and more');
  meanwhile.does = () => { if (comes !== null) writeFileSync(target, comes); };
  await giveBack(part, target, { bytes: 3, modified: 1_000_000_000_000 });
  const lies = comes === null ? target : part;
  expect([readFileSync(lies, 'utf8'), statSync(lies).mtimeMs]).toEqual(['own', 1_000_000_000_000]);
  expect(readFileSync(target, 'utf8')).toBe(comes ?? 'own');
});

it('a small file does not wait for the disk', async () => {
  await write(Buffer.from('small'));
  expect(disk.synced).toBe(0);
});

it.each([['its first byte', 'x'], ['its end, where it is empty', '']])('says before it makes a file that it will, at %s', async (_when, bytes) => {
  const part = join(scratch, '.a.bin.hawser-part');
  const there: boolean[] = [];
  const sink = fileSink(join(scratch, 'a.bin'), { part, kept: 0, at: part, before: () => there.push(existsSync(part)) });
  expect(there).toEqual([]);
  for (const byte of bytes) await sink.write(Buffer.from(byte));
  await sink.commit(null);
  expect([there, readdirSync(scratch)]).toEqual([[false], ['a.bin']]);
});
