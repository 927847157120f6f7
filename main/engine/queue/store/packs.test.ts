import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../../../shared/model/entry.ts';
import { LOCAL_SESSION, type TransferId } from '../../../../shared/model/ids.ts';
import { foundIn, singly, type Found } from '../found.ts';
import { idOf, sequenceOf, type Item } from '../item.ts';
import { nextItem } from '../schedule.ts';
import { draft, openTestQueue, servers, type TestQueue } from '../test-queue.ts';
import { openDatabase } from './database.ts';

let folder: string;
const file = (name: string): string => join(folder, name);
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'hawser-queue-packs-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const limits = { transfers: 3, uploads: 9, downloads: 9, folders: 1, onSession: () => 9 };

const rules = { goesAlong: (name: string) => !name.startsWith('.'), links: 'skip', nameAt: (name: string) => name.replace('?', '_') } as const;
const entryOf = (name: string, facts: Partial<Entry> = {}): Entry => (
  { name, kind: 'file', size: name.length, modified: { at: 1_700_000_000_000 + name.length, precision: 'second' }, mode: 0o644, owner: null, group: null, linkTarget: null, targetKind: null, ...facts });
const many = (count: number, prefix = 'file', facts: Partial<Entry> = {}): Entry[] => Array.from({ length: count }, (_, index) => entryOf(`${prefix}-${index}`, facts));
const folderEntry = (name: string): Entry => entryOf(name, { kind: 'directory', size: null });
const top = (queue: TestQueue, name = 'top'): Item => queue.get(queue.enter(draft({ kind: 'directory', size: null, from: { session: servers[0]!, path: `/${name}` }, to: { session: LOCAL_SESSION, path: `/t/${name}` } }))[0]!.id)!;
/** What a listing of the folder brings. */
const look = (queue: TestQueue, folder: Item, listed: readonly Entry[]): readonly Found[] => {
  const found = queue.missing(folder, foundIn(folder, listed, { grammars: { from: 'unix', to: 'unix' }, rules, fates: new Map() }));
  return queue.placed(folder, found, found.flatMap(singly).length);
};
const bring = (queue: TestQueue, folder: Item, listed: readonly Entry[]): void => queue.bring(look(queue, folder, listed));
const addSingly = (queue: TestQueue, folder: Item, listed: readonly Entry[]): void => void queue.add(look(queue, folder, listed).flatMap(singly));
const stored = (name: string) => {
  const database = new DatabaseSync(file(name));
  const rows = database.prepare('SELECT * FROM items ORDER BY id').all();
  database.close();
  return rows;
};

describe('rows that come packed', () => {
  it('are those that come one by one, whatever they are called and whatever is known of them', () => {
    const odd = [
      ...many(20),
      ...['ü', '"quoted"', 'back\\slash', "apo'strophe", 'per%cent_', 'new\nline', 'tab\t', ' ', '-', '\u{1f600}', 'caf\udce9', 'x'.repeat(255), 'x'.repeat(256), '..', '.hidden', 'what?'].map((name) => entryOf(name)),
      ...many(20, 'without', { size: null, modified: null, mode: null }),
      ...many(20, 'rounded', { sizeRounded: true }),
      ...many(20, 'minute', { modified: { at: 60_000, precision: 'minute' } }),
      ...many(20, 'renamed?'),
      ...many(20, 'large', { size: 2 ** 46 + 1 }),
      folderEntry('folder'),
      ...many(1_200, 'more'),
      entryOf('pipe', { kind: 'other' }),
      entryOf('link', { kind: 'link' }),
      ...many(15, 'few'),
    ];
    const [packed, single] = [openTestQueue(file('packed'), false), openTestQueue(file('single'), false)];
    for (const queue of [packed, single]) {
      const parent = top(queue);
      top(queue, 'behind');
      (queue === packed ? bring : addSingly)(queue, parent, odd);
    }
    expect(packed.packed()).toBeGreaterThan(1_200);
    expect(packed.rows()).toEqual(single.rows());
    expect(packed.packed()).toBe(0);
    for (const queue of [packed, single]) queue.close();
    expect(stored('packed')).toEqual(stored('single'));
  });

  it('stand where their folder stands, before what stands behind it', () => {
    const queue = openTestQueue(null, false);
    const outer = top(queue);
    const version = queue.version();
    bring(queue, outer, [...many(20, 'before'), folderEntry('inner'), ...many(20, 'behind')]);
    expect(queue.version()).toBeGreaterThan(version);
    const inner = queue.get(queue.page({ tab: 'queued', expanded: [], search: '/inner', offset: 0, count: 1 }).rows[0]!.row.id)!;
    bring(queue, inner, [folderEntry('innermost'), ...many(20, 'inside')]);
    bring(queue, outer, [...many(20, 'before'), folderEntry('inner'), ...many(20, 'behind'), ...many(20, 'late')]);
    const innermost = queue.get(idOf(sequenceOf(inner.id)! + 21))!;
    expect(innermost.from.path).toBe('/top/inner/innermost');
    bring(queue, innermost, many(20, 'deepest'));
    const order: string[] = [];
    for (let item = nextItem(queue.lanes(), queue.running, limits); item !== null; item = nextItem(queue.lanes(), queue.running, limits)) {
      if (item.kind === 'file') order.push(item.from.path.slice(item.from.path.lastIndexOf('/') + 1).replace(/-.*/u, ''));
      queue.move(item, item.kind === 'directory' ? 'expanding' : 'active');
      queue.move(item, 'done', { size: 1 });
    }
    expect(order.filter((name, index) => name !== order[index - 1])).toEqual(['before', 'deepest', 'inside', 'behind', 'late']);
    expect(order).toHaveLength(100);
  });

  it('keep their folder, and come once while they are packed', () => {
    const queue = openTestQueue(null, false);
    const full = (name: string): Item => {
      const folder = top(queue, name);
      queue.move(folder, 'expanding');
      const version = queue.version();
      bring(queue, folder, many(100));
      expect(queue.version()).toBeGreaterThan(version);
      queue.move(folder, 'done');
      return folder;
    };
    expect(queue.remove(full('one'))).toBe(false);
    expect(queue.unlisted([full('two').id])).toEqual([]);
    bring(queue, full('three'), many(200));
    expect([queue.packed(), queue.rows().length]).toEqual([100, 403]);
  });

  it('are there after a kill, and come no second time where the folder is looked into again', () => {
    const first = openTestQueue(file('queue'), false);
    const parent = top(first);
    first.move(parent, 'expanding');
    bring(first, parent, many(700));
    first.commit();
    bring(first, parent, many(900));
    expect(first.packed()).toBeGreaterThan(0);
    // As the process would leave it: the last rows were not committed.
    for (const tail of ['', '-wal']) cpSync(file(`queue${tail}`), file(`left${tail}`));
    const second = openTestQueue(file('left'), false);
    expect([second.tally.counts().queued, second.tally.bytesTotal()]).toEqual([700, many(700).reduce((sum, { size }) => sum + size!, 0)]);
    const again = second.get(parent.id)!;
    expect(again.state).toBe('queued');
    bring(second, again, many(1_000));
    const rows = second.rows();
    expect([rows.length, new Set(rows.map(({ from }) => from.path)).size, new Set(rows.map(({ id }) => id)).size]).toEqual([1_001, 1_001, 1_001]);
    expect(rows[0]!.below).toMatchObject({ files: 1_000, pending: 1_000 });
    for (const queue of [first, second]) queue.close();
  });

  it('are saved from a file that is damaged', () => {
    const first = openTestQueue(file('queue'), false);
    const parent = top(first);
    bring(first, parent, many(3_000));
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
    const upgraded = openDatabase(file('queue'));
    expect(upgraded.setAside).toBeNull();
    upgraded.close();
    const second = openTestQueue(file('queue'), false);
    const parent = second.get(second.withContents(undefined)[0]!)!;
    bring(second, parent, many(100));
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
      const lookInto = (): void => {
        const parent = folderAt();
        const listed = Array.from({ length: 1 + below(3) }, () => [...many(below(60), `run${numbers++}`), folderEntry(`folder${numbers++}`)]).flat();
        (packs ? bring : addSingly)(queue, parent, listed);
        // Of these the next folders are looked into.
        for (const id of queue.enter(...listed.filter(({ kind }) => kind === 'directory').map(({ name }) => draft({ parent: parent.id, depth: parent.depth + 1, kind: 'directory', from: { session: servers[0]!, path: `${parent.from.path}/${name}-too` }, to: { session: LOCAL_SESSION, path: `${parent.to.path}/${name}-too` } }))).map((item) => item.id)) folders.push(id);
      };
      const start = (): void => {
        const item = nextItem(queue.lanes(), queue.running, limits);
        told.push(item?.from.path ?? null);
        if (item === null) return;
        queue.move(item, item.kind === 'directory' ? 'expanding' : 'active');
        if (below(2) === 0) queue.move(item, 'done', { size: 1 });
      };
      /** What unpacks everything comes rarely. */
      const rarely = (step: () => unknown) => async (): Promise<void> => {
        if (below(4) === 0) told.push(await step());
      };
      const steps: readonly (() => void | Promise<void>)[] = [
        lookInto, lookInto, start, start, start,
        () => folders.push(top(queue, `top${numbers++}`).id),
        () => told.push(queue.page({ tab: 'queued', expanded: [folderAt().id, folderAt().id], offset: below(40), count: 30 })),
        () => told.push(queue.page({ tab: 'queued', expanded: [], byServer: { closed: [] }, offset: 0, count: 30 })),
        () => told.push(queue.page({ tab: 'done', expanded: [], offset: 0, count: 30 })),
        rarely(() => queue.found({ tab: 'queued', search: `run${below(9)}` })),
        rarely(() => queue.withContents([folderAt().id], 'open')),
        rarely(() => queue.listedIn({ tab: 'queued' })),
        rarely(() => queue.waitingOn(servers[0]!)),
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
        rarely(() => queue.spread()),
        () => queue.unpack(),
        rarely(() => {
          queue.close();
          queue = openTestQueue(file(name), false);
        }),
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
