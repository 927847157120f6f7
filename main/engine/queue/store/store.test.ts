import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { scratchPerTest } from '../../../../e2e/fixtures/scratch.ts';
import { LOCAL_SESSION, type TransferId } from '../../../../shared/model/ids.ts';
import type { TransferState } from '../../../../shared/model/transfer.ts';
import { draft, openTestQueue, servers } from '../test-queue.ts';
import { openDatabase } from './database.ts';
import { recomputeSums } from './recompute-sums.ts';

const scratch = scratchPerTest('queue-store');
let file: string;
beforeEach(() => {
  file = scratch.at('queue.sqlite');
});

/** Leaves a queue of so many rows in the file. */
function fill(count: number): void {
  const queue = openTestQueue(file, false);
  for (let index = 0; index < count; index++) queue.enter(draft({ from: { session: servers[0]!, path: `/from/${index}` }, to: { session: LOCAL_SESSION, path: `/to/${index}` } }));
  queue.close();
}

/** What a process that is killed now would leave of an item. The file's exclusive lock is the engine's, so that a copy is read. */
function leftBehind(id: TransferId) {
  for (const tail of ['', '-wal']) writeFileSync(scratch.at(`copy.sqlite${tail}`), readFileSync(`${file}${tail}`));
  const copy = openTestQueue(scratch.at('copy.sqlite'));
  const item = copy.get(id);
  copy.close();
  for (const tail of ['', '-wal']) rmSync(scratch.at(`copy.sqlite${tail}`), { force: true });
  return item;
}

describe('what is kept of a queue', () => {
  it('is all that a later run needs, byte for byte', async () => {
    const first = openTestQueue(file);
    const name = 'caf\udce9 «ü».bin';
    const source = { name, kind: 'file', size: 9, modified: { at: 1234, precision: 'second' }, mode: 0o644, owner: 'x', group: null, linkTarget: null, targetKind: null } as const;
    const [item] = first.enter(draft({ source, size: 9, from: { session: servers[1]!, path: `/d/${name}` }, to: { session: LOCAL_SESSION, path: `C:\\t\\${name}` }, lane: servers[1]!, batch: 9, priority: 'high', chosen: `/t\udcff` }));
    const held = first.get(item!.id)!;
    first.move(held, 'active');
    await first.begin(held, { part: '/t/.x.hawser-part', size: 9, modified: 1234, precision: 'second' });
    first.close();
    const second = openTestQueue(file);
    expect(second.get(item!.id)).toEqual({ ...held, state: 'queued', source: { ...source, owner: null }, startedAt: 0 });
    second.close();
  });

  it('is read again where a server has named sizes that no number holds together', () => {
    const first = openTestQueue(file);
    const [parent] = first.enter(draft({ kind: 'directory', size: null }));
    for (let index = 0; index < 1_100; index++) first.enter(draft({ parent: parent!.id, depth: 1, size: Number.MAX_SAFE_INTEGER, from: { session: servers[0]!, path: `/from/${index}` } }));
    first.close();
    const second = openTestQueue(file);
    expect([second.database.setAside, second.rows().length, second.row(second.get(parent!.id)!).below?.bytesTotal]).toEqual([null, 1_101, Number.MAX_SAFE_INTEGER]);
    second.close();
    const damaged = openDatabase(file, () => undefined);
    recomputeSums(damaged);
    damaged.close();
    const third = openTestQueue(file);
    expect(third.row(third.get(parent!.id)!).below).toMatchObject({ files: 1_100, bytesTotal: Number.MAX_SAFE_INTEGER });
    third.close();
  });

  it('forgets accounts that nothing leads to any more', () => {
    const first = openTestQueue(file);
    const [item] = first.enter(draft({ lane: servers[2]! }));
    first.move(first.get(item!.id)!, 'cancelled');
    first.remove(first.get(item!.id)!);
    first.close();
    openTestQueue(file).close();
    expect(readFileSync(file).includes(`sftp://me@${servers[2]!}:22`)).toBe(false);
  });

  it('is on disk once writing has begun, whatever becomes of the process', async () => {
    const queue = openTestQueue(file);
    const [item] = queue.enter(draft());
    await queue.begin(queue.get(item!.id)!, { part: '/p', size: 100, modified: null, precision: null });
    expect(leftBehind(item!.id)?.resume?.part).toBe('/p');
    queue.close();
  });

  it('is on disk when the first byte is about to go, by a commit of its own or by that of another', () => {
    const queue = openTestQueue(file);
    const items = queue.enter(draft(), draft(), draft());
    const facts = (part: string) => ({ part, size: 100, modified: null, precision: null });
    const [first, second, third] = items.map((item, index) => queue.beginBefore(queue.get(item.id)!, facts(`/${index}`)));
    expect(leftBehind(items[0]!.id)).toBeNull();
    second!();
    expect(items.map(({ id }) => leftBehind(id)?.resume?.part)).toEqual(['/0', '/1', '/2']);
    // What has come since does not wait with those that are written already.
    const [late] = queue.enter(draft());
    first!();
    expect(leftBehind(late!.id)).toBeNull();
    queue.beginBefore(queue.get(late!.id)!, facts('/late'))();
    expect(leftBehind(late!.id)?.resume?.part).toBe('/late');
    third!();
    queue.close();
  });

  it('of 100,000 rows is there in no time, and the next ones are found at once', () => {
    fill(100_000);
    const queue = openTestQueue(file, false);
    expect(queue.tally.in('queued')).toBe(100_000);
    expect([...queue.lanes()][0]!.lists.download.peek()!.from.path).toBe('/from/0');
    expect(queue.page({ tab: 'queued', expanded: [], offset: 99_990, count: 100 })).toMatchObject({ total: 100_000, rows: { length: 10 } });
    queue.close();
  });
});

describe('a damaged file', () => {
  it.each([
    ['is no database at all', 200, (bytes: Buffer) => bytes.fill('nonsense'), 0, 0],
    ['has a page of garbage', 5_000, (bytes: Buffer) => bytes.fill(0xaa, 4096 * 40, 4096 * 41), 4_800, 4_999],
    ['was cut off', 5_000, (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2 / 4096) * 4096), 1, 4_999],
  ])('that %s is kept under another name, and what can be read of it is saved', (_what, count, damage, least, most) => {
    fill(count);
    const damaged = damage(readFileSync(file));
    writeFileSync(file, damaged);
    const database = openDatabase(file);
    database.close();
    expect(database.setAside?.keptAs).toMatch(/^queue\.damaged-.+\.sqlite$/u);
    expect(database.setAside?.rows).toBeGreaterThanOrEqual(least);
    expect(database.setAside?.rows).toBeLessThanOrEqual(most);
    expect(readFileSync(scratch.at(database.setAside!.keptAs)).equals(damaged)).toBe(true);
    const queue = openTestQueue(file);
    expect(queue.rows().length).toBe(database.setAside?.rows);
    for (const row of queue.rows()) expect(row.from.path.replace('/from/', '')).toBe(row.to.path.replace('/to/', ''));
    queue.close();
    expect(readdirSync(scratch.path).filter((name) => name.startsWith('queue.damaged') && name.endsWith('.sqlite'))).toEqual([database.setAside!.keptAs]);
  });

  it('leaves folders that say what is left in them, and end with it', () => {
    const first = openTestQueue(file);
    const [outer] = first.enter(draft({ kind: 'directory' }));
    const [inner] = first.enter(draft({ kind: 'directory', parent: outer!.id, depth: 1 }));
    const states = ['queued', 'done', 'failed'] as const;
    for (let index = 0; index < 3_000; index++) {
      const [item] = first.enter(draft({ parent: inner!.id, depth: 2, size: 10 }));
      const state = states[index % 3]!;
      if (state === 'queued') continue;
      first.move(first.get(item!.id)!, 'active');
      first.move(first.get(item!.id)!, state);
    }
    for (const folder of [outer, inner]) for (const state of ['expanding', 'done'] as const) first.move(first.get(folder!.id)!, state);
    first.close();
    writeFileSync(file, readFileSync(file).fill(0xaa, 4096 * 40, 4096 * 44));
    const queue = openTestQueue(file);
    const rows = queue.rows().filter((row) => row.kind === 'file');
    expect(rows.length).toBeLessThan(3_000);
    const many = (state: TransferState) => rows.filter((row) => row.state === state).length;
    const [done, failed] = [many('done'), many('failed')];
    const sums = { pending: many('queued'), files: rows.length, ended: done + failed, failed, bytesTotal: rows.length * 10, bytesDone: (done + failed) * 10 };
    expect(queue.page({ tab: 'queued', expanded: [outer!.id], offset: 0, count: 2 }).rows.map(({ row }) => row.below)).toEqual([sums, sums]);
    for (const row of rows) queue.move(queue.get(row.id)!, 'cancelled');
    expect(queue.page({ tab: 'queued', expanded: [], offset: 0, count: 9 }).total).toBe(0);
    queue.close();
  });

  // An id of 1 << 60 cannot be read.
  it.each([['1 << 45', "'nonsense'", 5], ['1 << 60', "'nonsense'", 4], ['1 << 60', '1 << 45', 4]] as const)('whose numbers are damaged gives all else that it has (id: %s, last: %s)', (id, last, rows) => {
    fill(5);
    const database = new DatabaseSync(file);
    database.exec(`UPDATE items SET id = ${id} WHERE id = 5; INSERT OR REPLACE INTO facts (name, value) VALUES ('lastId', ${last}); PRAGMA user_version = 99`);
    database.close();
    const opened = openDatabase(file);
    expect(opened.setAside?.rows).toBe(rows);
    opened.close();
  });

  it('of another version is set aside too', () => {
    fill(3);
    const database = openDatabase(file);
    database.close();
    const bytes = readFileSync(file);
    bytes.writeUInt32BE(99, 60);
    writeFileSync(file, bytes);
    const opened = openDatabase(file);
    expect(opened.setAside?.rows).toBe(3);
    opened.close();
  });
});

describe('what a window shows', () => {
  const on = (server: number, name: string) => draft({ lane: servers[server]!, batch: 40 + server, from: { session: servers[server]!, path: `/d/${name}` } });
  const names = (rows: readonly { readonly row: { readonly from: { readonly path: string } } }[]) => rows.map(({ row }) => row.from.path.slice(3));

  it('stands under a head for each server, in parts that fit together', async () => {
    const queue = openTestQueue();
    queue.enter(on(0, 'a'), on(1, 'b'), on(0, 'c'), on(1, 'd'));
    const page = (offset: number, count: number, closed: readonly string[] = []) => queue.page({ tab: 'queued', expanded: [], byServer: { closed: [...closed] }, offset, count });
    const whole = page(0, 50);
    const [first, second] = whole.heads;
    expect([first?.at, second?.at, whole.total]).toEqual([0, 3, 6]);
    expect(names(whole.rows)).toEqual(['a', 'c', 'b', 'd']);
    expect(names(page(2, 3).rows)).toEqual(['c', 'b']);
    expect(names(page(4, 9).rows)).toEqual(['b', 'd']);
    const closed = page(0, 50, [first!.server]);
    expect([names(closed.rows), closed.heads[1]?.at, closed.total]).toEqual([['b', 'd'], 1, 4]);
    expect(await queue.found({ tab: 'queued', server: second!.server, search: 'D/B' })).toEqual([whole.rows[2]!.row.id]);
    queue.close();
  });

  it('is found by any letters of either path, in any case, and by what is no proper text', async () => {
    const queue = openTestQueue();
    queue.enter(on(0, 'Übersicht.txt'), on(0, 'a\udcff Plan.txt'), on(0, 'u\u0308ber.txt'), on(0, 'plan-b.txt'));
    const find = (search: string, offset = 0, count = 9) => queue.page({ tab: 'queued', expanded: [], search, offset, count });
    expect(names(find('übersicht').rows)).toEqual(['Übersicht.txt']);
    expect(names(find('ÜBER').rows)).toEqual(['Übersicht.txt', 'u\u0308ber.txt']);
    expect(names(find('PLAN').rows)).toEqual(['a\udcff Plan.txt', 'plan-b.txt']);
    expect(await queue.found({ tab: 'queued', search: 'plan' })).toHaveLength(2);
    expect(find('.TXT', 1, 2)).toMatchObject({ total: 4, rows: { length: 2 } });
    expect(find('/t/f').total).toBe(4);
    // What changes is found as it is.
    const [gone] = find('plan-b').rows;
    queue.move(queue.get(gone!.row.id)!, 'cancelled');
    expect([find('plan-b').total, queue.page({ tab: 'failed', expanded: [], search: 'plan-b', offset: 0, count: 9 }).total]).toEqual([0, 1]);
    queue.close();
  });

  it('is put right behind another row', () => {
    const queue = openTestQueue();
    const [a, , c] = queue.enter(on(0, 'a'), on(0, 'b'), on(0, 'c'));
    queue.place(queue.get(c!.id)!, { position: queue.order.after(queue.get(a!.id)!, 1)![0]! });
    expect(names(queue.page({ tab: 'queued', expanded: [], offset: 0, count: 9 }).rows)).toEqual(['a', 'c', 'b']);
    queue.close();
  });
});
