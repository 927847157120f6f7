import { closeSync, existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { scratchPerTest } from '../../../../e2e/fixtures/scratch.ts';
import { mountSmallDisk } from '../../../../e2e/fixtures/small-disk.ts';
import { failureData } from '../../../../shared/model/failure.ts';
import { LOCAL_SESSION } from '../../../../shared/model/ids.ts';
import type { TransferState } from '../../../../shared/model/transfer.ts';
import type { Item } from '../item.ts';
import type { ItemChange } from '../queue.ts';
import { draft, openTestQueue, servers, type TestQueue } from '../test-queue.ts';
import type { Trouble } from './database.ts';

const ROWS = 12_000;

const scratch = scratchPerTest('queue-breaks');
let file: string;
let troubles: Trouble[];
beforeEach(() => {
  file = scratch.at('queue.sqlite');
  troubles = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const open = (): TestQueue => openTestQueue(file, false, (trouble) => troubles.push(trouble));
const drafts = (count: number, name = 'file') => Array.from({ length: count }, (_, index) => (
  draft({ from: { session: servers[0]!, path: `/from/${name}/${'x'.repeat(200)}/${index}` }, to: { session: LOCAL_SESSION, path: `/to/${name}/${index}` } })));
/** Time that passes as a test says, and how often the whole database was written to its disk. */
function stoppedClock(): { readonly pass: (ms: number) => void; readonly attempts: () => number } {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  return { pass: vi.advanceTimersByTime.bind(vi), attempts: () => prepare.mock.calls.filter(([sql]) => sql.startsWith('VACUUM INTO')).length };
}
const counted = (queue: TestQueue) => ({ tally: queue.tally.open(), rows: queue.withContents(undefined, 'open').length, listed: queue.page({ tab: 'queued', expanded: [], offset: 0, count: 1 }).total });
/** What follows from a file that broke is put in order apart from whatever met it. */
const settled = () => new Promise<void>((resolve) => { setImmediate(resolve); });

/** A queue in the file, of which two items run; everything else lies on the disk alone. */
function running(): { readonly queue: TestQueue; readonly run: () => readonly string[] } {
  const first = open();
  first.enter(...drafts(ROWS));
  first.close();
  const queue = open();
  const items = [1, ROWS / 2].map((number) => queue.get(queue.withContents(undefined)[number]!)!);
  for (const item of items) {
    queue.move(item, 'active');
    queue.beginAtOnce(item, { part: `/part/${item.id}`, size: 100, modified: null, precision: null });
  }
  return { queue, run: () => items.map((item) => queue.get(item.id)!.resume!.part!) };
}

it('a page that is damaged while the file is in use: the file is set aside, and what can be read, and all that runs, goes on', async () => {
  const { queue, run } = running();
  const descriptor = openSync(file, 'r+');
  // In the midst of the rows.
  for (let at = 1_000_000; at < 2_000_000; at += 4096) writeSync(descriptor, Buffer.alloc(4096, 0xa5), 0, 4096, at);
  closeSync(descriptor);
  const before = run();
  const { rows } = counted(queue);
  await settled();
  expect(troubles).toEqual([{ kind: 'set-aside', keptAs: expect.stringContaining('damaged'), rows: expect.any(Number) as number }]);
  expect(rows).toBeGreaterThan(ROWS / 2);
  expect(rows).toBeLessThan(ROWS);
  const now = counted(queue);
  expect([now.rows, now.listed]).toEqual([now.tally, now.tally]);
  expect(run()).toEqual(before);
  queue.enter(...drafts(5, 'later'));
  queue.close();
  expect(readdirSync(scratch.path).filter((name) => name.includes('damaged')).length).toBeGreaterThan(0);
  const again = open();
  expect(counted(again)).toEqual({ tally: now.tally + 5, rows: now.tally + 5, listed: now.tally + 5 });
  again.close();
  expect(troubles).toHaveLength(1);
});

it('a file that is cut off while it is in use: what runs goes on, and new rows are kept', async () => {
  const { queue, run } = running();
  const before = run();
  truncateSync(file, 0);
  counted(queue);
  await settled();
  expect(troubles).toMatchObject([{ kind: 'set-aside' }]);
  expect(run()).toEqual(before);
  queue.enter(...drafts(5, 'later'));
  const { tally } = counted(queue);
  queue.close();
  const again = open();
  expect(counted(again).rows).toBe(tally);
  const resumed = again.withContents(undefined).map((id) => again.get(id)!.resume?.part ?? null).filter((part) => part !== null);
  expect(resumed).toEqual(before);
  again.close();
});

it('a file that somebody takes away is there again with all its rows', async () => {
  const { queue } = running();
  for (const tail of ['', '-wal']) rmSync(file + tail, { force: true });
  await expect.poll(() => {
    queue.enter(...drafts(1, 'later'));
    queue.commit();
    return troubles;
  }, { timeout: 5_000, interval: 100 }).toMatchObject([{ kind: 'gone' }]);
  const { tally } = counted(queue);
  expect(tally).toBeGreaterThan(ROWS);
  expect(troubles).toEqual([{ kind: 'gone', rows: tally - 1 }]);
  queue.close();
  const again = open();
  expect(counted(again).rows).toBe(tally);
  again.close();
});

it('a file that takes the place of one that went away: every sum is what it was, and goes on from there', async () => {
  const queue = open();
  const [done, cleared, failed, waits, runs, begun] = queue.enter(...drafts(8));
  const move = (item: Item | undefined, state: TransferState, change: ItemChange = {}) => expect(queue.move(queue.get(item!.id)!, state, change)).toBe(true);
  for (const item of [done, cleared, failed, waits, runs, begun]) move(item, 'active');
  for (const item of [done, cleared]) move(item, 'done', { size: 70 });
  queue.remove(queue.get(cleared!.id)!);
  const failure = failureData('connection-lost', { host: 'h' });
  move(failed, 'failed', { failure });
  move(waits, 'waiting', { failure, attempts: 1, retryAt: 5 });
  await queue.begin(queue.get(begun!.id)!, { part: '/part', size: 100, modified: null, precision: null });
  const { tally, running } = queue;
  const sums = () => ({
    ended: tally.ended(), retrying: tally.retrying(), open: tally.open(), counts: tally.counts(), done: tally.bytesDone(), total: tally.bytesTotal(), run: tally.run(),
    files: running.files, downloads: running.downloads, queued: tally.in('queued'), listed: queue.page({ tab: 'queued', expanded: [], offset: 0, count: 9 }).total,
  });
  const before = sums();
  expect(before).toMatchObject({ ended: { done: 2, failed: 1, skipped: 0 }, retrying: 1, files: 2, queued: 2, done: 70 });
  for (const tail of ['', '-wal']) rmSync(file + tail, { force: true });
  await expect.poll(() => {
    queue.commit();
    return troubles;
  }, { timeout: 5_000, interval: 100 }).toMatchObject([{ kind: 'gone' }]);
  await settled();
  expect(sums()).toEqual(before);
  for (const item of [runs, begun]) move(item, 'done', { size: 100 });
  move(waits, 'queued');
  expect(sums()).toMatchObject({ ended: { done: 4, failed: 1, skipped: 0 }, retrying: 0, files: 0, queued: 3, done: 270 });
  queue.close();
});

it('rows that are packed, and not yet written down, come into the fresh file once each', async () => {
  const { queue } = running();
  const folder = queue.get(queue.enter(draft({ kind: 'directory', size: null }))[0]!.id)!;
  const bring = (name: string) => queue.bring([{ folder, from: '/f/', to: '/t/f/', precision: null, files: Array.from({ length: 100 }, (_, index) => [`${name}-${index}`, 1, null, null] as const) }]);
  // What of this is left, the file says.
  bring('unpacked');
  bring('kept');
  queue.commit();
  queue.unpack();
  bring('fresh');
  truncateSync(file, 0);
  queue.page({ tab: 'done', expanded: [], offset: 0, count: 1 });
  await settled();
  expect(troubles).toMatchObject([{ kind: 'set-aside' }]);
  expect(queue.packed()).toBe(0);
  const { tally, rows } = counted(queue);
  expect(rows).toBe(tally);
  const brought = () => queue.rows().map(({ from }) => from.path).filter((path) => path.startsWith('/f/fresh'));
  expect([brought().length, new Set(brought()).size]).toEqual([100, 100]);
  queue.close();
  const again = open();
  expect([again.tally.open(), again.rows().length]).toEqual([tally, tally]);
  again.close();
});

it.runIf(process.getuid?.() === 0)('a disk that is full is no damage: all goes on in memory, and to the disk as soon as there is room', async () => {
  const disk = await mountSmallDisk(scratch.at('small'), 6_000_000);
  try {
    file = join(disk.path, 'queue.sqlite');
    const { pass, attempts } = stoppedClock();
    const queue = open();
    queue.enter(...drafts(500));
    queue.commit();
    writeFileSync(join(disk.path, 'filler'), Buffer.alloc(5_000_000 - statSync(`${file}-wal`).size));
    queue.enter(...drafts(5_000, 'more'));
    queue.commit();
    await settled();
    expect(troubles).toEqual([{ kind: 'in-memory', full: true, why: expect.stringContaining('full') }]);
    expect(counted(queue)).toEqual({ tally: 5_500, rows: 5_500, listed: 5_500 });
    const [item] = queue.enter(...drafts(1, 'last'));
    queue.move(queue.get(item!.id)!, 'active');
    pass(10_000);
    expect(attempts()).toBe(0);
    rmSync(join(disk.path, 'filler'));
    pass(1_000);
    expect(troubles[1]).toEqual({ kind: 'kept-again' });
    expect(readdirSync(disk.path).filter((name) => name.includes('damaged') || name.includes('.new'))).toEqual([]);
    queue.close();
    const again = open();
    expect(counted(again)).toEqual({ tally: 5_501, rows: 5_501, listed: 5_501 });
    again.close();
  } finally {
    await disk.stop();
  }
});

it.runIf(process.getuid?.() === 0)('a full disk has no room for what an earlier version lacks: its rows are in memory, and in the file as soon as there is room', async () => {
  const disk = await mountSmallDisk(scratch.at('small'), 3_000_000);
  try {
    file = join(disk.path, 'queue.sqlite');
    const first = open();
    first.enter(...drafts(1_000));
    first.close();
    const earlier = new DatabaseSync(file);
    earlier.exec('DROP TABLE packs; PRAGMA user_version = 1');
    earlier.close();
    const filler = openSync(join(disk.path, 'filler'), 'w');
    expect(() => {
      for (;;) writeSync(filler, Buffer.alloc(4096));
    }).toThrow(/ENOSPC/u);
    closeSync(filler);
    const queue = open();
    expect(counted(queue)).toEqual({ tally: 1_000, rows: 1_000, listed: 1_000 });
    expect(troubles).toMatchObject([{ kind: 'in-memory', full: true }]);
    rmSync(join(disk.path, 'filler'));
    await expect.poll(() => troubles.length, { timeout: 5_000 }).toBe(2);
    queue.close();
    const again = open();
    expect(counted(again)).toEqual({ tally: 1_000, rows: 1_000, listed: 1_000 });
    again.close();
  } finally {
    await disk.stop();
  }
});

it('what was saved of a damaged file takes its place also where a kill came between', () => {
  const queue = open();
  queue.enter(...drafts(10));
  queue.close();
  renameSync(file, `${file}.new`);
  const again = open();
  expect(counted(again)).toEqual({ tally: 10, rows: 10, listed: 10 });
  again.close();
  expect(readdirSync(scratch.path)).toEqual(['queue.sqlite']);
});

it('a number that cannot be read is no damage', () => {
  const queue = open();
  expect(() => queue.database.reading('SELECT 1 << 60 AS large').get()).toThrow(RangeError);
  expect(troubles).toEqual([]);
  queue.close();
});

it('what the disk refuses, though it has room, is tried ever more rarely, and is kept once the disk takes it', () => {
  const { pass, attempts } = stoppedClock();
  const queue = open();
  queue.enter(...drafts(10));
  queue.commit();
  rmSync(scratch.path, { recursive: true });
  pass(1_000);
  queue.commit();
  expect(troubles).toMatchObject([{ kind: 'in-memory' }]);
  // Nothing takes the place of a folder.
  mkdirSync(join(file, 'inner'), { recursive: true });
  pass(120_000);
  expect(attempts()).toBeGreaterThan(2);
  expect(attempts()).toBeLessThan(10);
  rmSync(file, { recursive: true });
  pass(120_000);
  expect(troubles[1]).toEqual({ kind: 'kept-again' });
  queue.close();
  const again = open();
  expect(counted(again).rows).toBe(10);
  again.close();
});

it('a folder that can be written to no more: all goes on in memory', async () => {
  const { queue, run } = running();
  const before = run();
  rmSync(scratch.path, { recursive: true });
  await expect.poll(() => {
    queue.enter(...drafts(1, 'later'));
    queue.commit();
    return troubles;
  }, { timeout: 5_000, interval: 100 }).toMatchObject([{ kind: 'in-memory', full: false }]);
  expect(run()).toEqual(before);
  expect(counted(queue).rows).toBeGreaterThan(ROWS);
  queue.close();
  expect(existsSync(file)).toBe(false);
});
