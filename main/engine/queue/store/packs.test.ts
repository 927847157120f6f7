import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureData } from '../../../../shared/model/failure.ts';
import type { Entry } from '../../../../shared/model/entry.ts';
import { LOCAL_SESSION, type TransferId } from '../../../../shared/model/ids.ts';
import type { Draft, Item } from '../item.ts';
import { nextItem } from '../schedule.ts';
import { draft, openTestQueue, servers, type TestQueue } from '../test-queue.ts';

let folder: string;
const file = (name: string): string => join(folder, name);
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'hawser-queue-packs-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const limits = { transfers: 3, uploads: 9, downloads: 9, folders: 1, onSession: () => 9 };

/** What a listing of `parent` brings. */
function child(parent: Item, name: string, change: Partial<Draft> = {}, facts: Partial<Entry> = {}): Draft {
  const size = facts.size === undefined ? name.length : facts.size;
  return draft({
    parent: parent.id, depth: parent.depth + 1, size, ...change,
    from: { session: servers[0]!, path: `${parent.from.path}/${name}` },
    to: { session: LOCAL_SESSION, path: `${parent.to.path}/${name}` },
    source: { name, kind: 'file', size, modified: { at: 1_700_000_000_000 + name.length, precision: 'second' }, mode: 0o644, owner: null, group: null, linkTarget: null, targetKind: null, ...facts },
  });
}
const many = (parent: Item, count: number, prefix = 'file'): Draft[] => Array.from({ length: count }, (_, index) => child(parent, `${prefix}-${index}`));
const top = (queue: TestQueue, name = 'top'): Item => queue.get(queue.enter(draft({ kind: 'directory', size: null, from: { session: servers[0]!, path: `/${name}` }, to: { session: LOCAL_SESSION, path: `/t/${name}` } }))[0]!.id)!;
const bring = (queue: TestQueue, parent: Item, drafts: readonly Draft[]): void => queue.bring(queue.missing(parent, drafts));
const stored = (name: string) => {
  const database = new DatabaseSync(file(name));
  const rows = database.prepare('SELECT * FROM items ORDER BY id').all();
  database.close();
  return rows;
};

describe('rows that come packed', () => {
  it('are those that come one by one, whatever they are called and whatever is known of them', () => {
    const odd = (parent: Item): Draft[] => [
      ...many(parent, 20),
      ...['ü', '"quoted"', 'back\\slash', "apo'strophe", 'per%cent_', 'new\nline', 'tab\t', ' ', '-', '\u{1f600}', 'caf\udce9', 'x'.repeat(255)].map((name) => child(parent, name)),
      ...many(parent, 20, 'without').map((one) => ({ ...one, size: null, source: { ...one.source!, size: null, modified: null, mode: null } })),
      ...many(parent, 20, 'rounded').map((one) => ({ ...one, size: null, source: { ...one.source!, sizeRounded: true as const } })),
      ...many(parent, 20, 'minute').map((one, index) => ({ ...one, source: { ...one.source!, modified: { at: 60_000 * index, precision: 'minute' as const } } })),
      ...many(parent, 20, 'renamed').map((one) => ({ ...one, to: { ...one.to, path: `${one.to.path}_` } })),
      ...many(parent, 20, 'large').map((one, index) => ({ ...one, size: 2 ** 46 + index, source: { ...one.source!, size: 2 ** 46 + index } })),
      child(parent, 'folder', { kind: 'directory', size: null }, { kind: 'directory', size: null }),
      ...many(parent, 700, 'more'),
      child(parent, 'pipe', { ended: { state: 'skipped', failure: null } }, { kind: 'other' }),
      child(parent, 'bad', { ended: { state: 'failed', failure: failureData('too-deep', { path: '/x', limit: 1 }) } }),
      ...many(parent, 15, 'few'),
    ];
    const [packed, single] = [openTestQueue(file('packed'), false), openTestQueue(file('single'), false)];
    for (const queue of [packed, single]) {
      const parent = top(queue);
      top(queue, 'behind');
      if (queue === packed) bring(queue, parent, odd(parent));
      else queue.add(queue.missing(parent, odd(parent)));
    }
    expect(packed.packed()).toBeGreaterThan(700);
    expect(packed.rows()).toEqual(single.rows());
    expect(packed.packed()).toBe(0);
    for (const queue of [packed, single]) queue.close();
    expect(stored('packed')).toEqual(stored('single'));
  });

  it('are there after a kill, and come no second time where the folder is looked into again', () => {
    const first = openTestQueue(file('queue'), false);
    const parent = top(first);
    first.move(parent, 'expanding');
    bring(first, parent, many(parent, 1_000).slice(0, 700));
    first.commit();
    bring(first, parent, many(parent, 1_000).slice(0, 900));
    expect(first.packed()).toBeGreaterThan(0);
    // As the process would leave it: the last rows were not committed.
    for (const tail of ['', '-wal']) cpSync(file(`queue${tail}`), file(`left${tail}`));
    const second = openTestQueue(file('left'), false);
    expect([second.tally.counts().queued, second.tally.bytesTotal()]).toEqual([700, many(parent, 700).reduce((sum, { size }) => sum + size!, 0)]);
    const again = second.get(parent.id)!;
    expect(again.state).toBe('queued');
    bring(second, again, many(again, 1_000));
    const rows = second.rows();
    expect([rows.length, new Set(rows.map(({ from }) => from.path)).size, new Set(rows.map(({ id }) => id)).size]).toEqual([1_001, 1_001, 1_001]);
    expect(rows[0]!.below).toMatchObject({ files: 1_000, pending: 1_000 });
    for (const queue of [first, second]) queue.close();
  });

  it('are saved from a file that is damaged', () => {
    const first = openTestQueue(file('queue'), false);
    const parent = top(first);
    bring(first, parent, many(parent, 3_000));
    first.close();
    const bytes = readFileSync(file('queue'));
    // In the names of a pack: what was JSON is none.
    bytes.fill('"', bytes.indexOf('file-1700'), bytes.indexOf('file-1710'));
    writeFileSync(file('queue'), bytes);
    const second = openTestQueue(file('queue'), false);
    const rows = second.rows();
    expect(rows.length).toBe(2_501);
    expect([second.tally.counts().queued, rows[0]!.below]).toEqual([2_500, expect.objectContaining({ files: 2_500 })]);
    second.close();
  });

  it('find room in a queue that an earlier version has left', () => {
    const first = openTestQueue(file('queue'), false);
    top(first);
    first.close();
    const database = new DatabaseSync(file('queue'));
    database.exec('DROP TABLE packs; PRAGMA user_version = 1');
    database.close();
    const second = openTestQueue(file('queue'), false);
    const parent = second.get(second.withContents(undefined)[0]!)!;
    bring(second, parent, many(parent, 100));
    second.close();
    const third = openTestQueue(file('queue'), false);
    expect(third.tally.counts().queued).toBe(100);
    third.close();
  });
});

/** Numbers that look random and are the same in every run. */
function randomBelow(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * end);
  };
}

describe('a queue that packs rows', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed + 1))('answers as one that does not (seed %i)', async (seed) => {
    /** What a queue answers to the same things, done in the same order. */
    const answers = async (packs: boolean): Promise<readonly unknown[]> => {
      const below = randomBelow(seed);
      const name = packs ? 'packed' : 'single';
      let queue = openTestQueue(file(name), false);
      const folders: TransferId[] = [];
      const told: unknown[] = [];
      const folderAt = (): Item => queue.get(folders[below(folders.length)]!)!;
      let numbers = 0;
      const look = (): void => {
        const parent = folderAt();
        const found: Draft[] = Array.from({ length: 1 + below(3) }, () => many(parent, below(60), `run${numbers++}`)).flatMap((run) => (
          [...run, child(parent, `folder${numbers++}`, { kind: 'directory', size: null }, { kind: 'directory', size: null })]));
        const fresh = queue.missing(parent, found);
        if (packs) queue.bring(fresh);
        else queue.add(fresh);
        // A row with a number of its own, by which the next folders are found.
        for (const one of fresh) if (one.kind === 'directory') folders.push(queue.enter(child(parent, `${one.source!.name}-too`, { kind: 'directory' }))[0]!.id);
      };
      const start = (): void => {
        const item = nextItem(queue.lanes(), queue.running, limits);
        told.push(item?.from.path ?? null);
        if (item === null) return;
        queue.move(item, item.kind === 'directory' ? 'expanding' : 'active');
        if (below(2) === 0) queue.move(item, 'done', { size: 1 });
      };
      const steps: readonly (() => void | Promise<void>)[] = [
        look, look, start, start, start,
        () => folders.push(top(queue, `top${numbers++}`).id),
        () => told.push(queue.page({ tab: 'queued', expanded: [folderAt().id, folderAt().id], offset: below(40), count: 30 })),
        () => told.push(queue.page({ tab: 'queued', expanded: [], byServer: { closed: [] }, offset: 0, count: 30 })),
        () => told.push(queue.page({ tab: 'done', expanded: [], offset: 0, count: 30 })),
        async () => void told.push(await queue.found({ tab: 'queued', search: `run${below(9)}` })),
        () => told.push(queue.withContents([folderAt().id], 'open')),
        () => told.push(queue.listedIn({ tab: 'queued' })),
        () => told.push(queue.waitingOn(servers[0]!)),
        () => {
          const item = folderAt();
          if (item.state === 'queued') queue.move(item, 'cancelled');
          told.push(queue.remove(item), queue.unlisted([item.id]));
          if (queue.get(item.id) === null) folders.splice(folders.indexOf(item.id), 1);
          if (folders.length === 0) folders.push(top(queue, `top${numbers++}`).id);
        },
        () => {
          const item = folderAt();
          if (item.state === 'queued') queue.place(item, { priority: below(4) });
        },
        () => {
          const place = (below(2) === 0 ? queue.order.after : queue.order.before)(folderAt(), 1) ?? queue.order.atEnd('last', 1);
          const item = folderAt();
          if (item.state === 'queued') queue.place(item, { position: place[0]! });
        },
        () => queue.spread(),
        () => queue.unpack(),
        () => {
          queue.close();
          queue = openTestQueue(file(name), false);
        },
      ];
      folders.push(top(queue).id);
      for (let step = 0; step < 120; step++) {
        await steps[below(steps.length)]!();
        told.push(queue.tally.counts(), queue.tally.open(), queue.tally.bytesTotal(), queue.row(folderAt()).below);
      }
      told.push(queue.rows());
      queue.close();
      return told;
    };
    expect(await answers(true)).toEqual(await answers(false));
  });
});
