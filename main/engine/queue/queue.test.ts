import { describe, expect, it } from 'vitest';
import { failureData } from '../../../shared/model/failure.ts';
import { LOCAL_SESSION, sessionIdSchema } from '../../../shared/model/ids.ts';
import type { TransferRow, TransferState } from '../../../shared/model/transfer.ts';
import type { Draft, Item } from './item.ts';
import { createQueue, type Queue } from './queue.ts';
import { nextItem, type Limits } from './schedule.ts';
import { hasEnded, transitions } from './transitions.ts';

const servers = ['a', 'b', 'c'].map((name) => sessionIdSchema.parse(name));

function draft(change: Partial<Draft> = {}): Draft {
  const lane = change.lane ?? servers[0]!;
  return {
    parent: null, batch: 1, kind: 'file', direction: 'download', from: { session: lane, path: '/f' }, to: { session: LOCAL_SESSION, path: '/t/f' },
    chosen: '/t', server: 's', lane, source: null, size: 100, depth: 0, ...change,
  };
}

const unlimited: Limits = { transfers: 2, onSession: () => Number.POSITIVE_INFINITY, folders: 1 };
const next = (queue: Queue, limits: Limits = unlimited) => nextItem(queue.lanes(), queue.running, limits);

describe('the queue', () => {
  it('starts files in order, up to the limit', () => {
    const queue = createQueue();
    const [one, two, three] = queue.add([draft(), draft(), draft()]);
    expect(next(queue)).toBe(one);
    queue.move(one!, 'active');
    expect(next(queue)).toBe(two);
    queue.move(two!, 'active');
    expect(next(queue)).toBeNull();
    queue.move(one!, 'done', { size: 100 });
    expect(next(queue)).toBe(three);
  });

  it('looks into folders beside the files', () => {
    const queue = createQueue();
    const [folder, second, file] = queue.add([draft({ kind: 'directory', size: null }), draft({ kind: 'directory', size: null }), draft()]);
    expect(next(queue)).toBe(folder);
    queue.move(folder!, 'expanding');
    expect(next(queue)).toBe(file);
    queue.move(file!, 'active');
    expect(next(queue)).toBeNull();
    queue.move(folder!, 'done');
    expect(next(queue)).toBe(second);
  });

  it('does not let a server at its limit hold up another', () => {
    const queue = createQueue();
    const [one, two, other] = queue.add([draft(), draft(), draft({ lane: servers[1]! })]);
    const limits: Limits = { ...unlimited, transfers: 9, onSession: () => 1 };
    queue.move(one!, 'active');
    expect(next(queue, limits)).toBe(other);
    queue.move(other!, 'active');
    expect(next(queue, limits)).toBeNull();
    queue.move(one!, 'failed', { failure: failureData('cancelled') });
    expect(next(queue, limits)).toBe(two);
  });

  it('lets a file that waits for the user free its place, and go first when he has decided', () => {
    const queue = createQueue();
    const [one, two, three] = queue.add([draft(), draft(), draft()]);
    queue.move(one!, 'active');
    queue.move(one!, 'waiting');
    expect(queue.running.files).toBe(0);
    expect(next(queue)).toBe(two);
    queue.move(one!, 'queued');
    expect(next(queue)).toBe(one);
    queue.move(one!, 'active');
    expect(next(queue)).toBe(two);
    expect(three!.state).toBe('queued');
  });

  it('starts over at a retry', () => {
    const queue = createQueue();
    const [item] = queue.add([draft()]);
    queue.move(item!, 'active');
    item!.bytes = 50;
    queue.move(item!, 'failed', { failure: failureData('connection-lost', { host: 'h' }) });
    expect(queue.move(item!, 'active')).toBe(false);
    expect(queue.move(item!, 'queued')).toBe(true);
    expect(item).toMatchObject({ bytes: 0, failure: null, startedAt: null, endedAt: null });
    expect(next(queue)).toBe(item);
  });

  it('finds what was found in a folder, at any depth', () => {
    const queue = createQueue();
    const [folder, beside] = queue.add([draft({ kind: 'directory' }), draft()]);
    const [inner] = queue.add([draft({ kind: 'directory', parent: folder!.id })]);
    const [file] = queue.add([draft({ parent: inner!.id })]);
    expect(queue.withContents([folder!.id])).toEqual([folder, inner, file]);
    expect(queue.withContents(undefined)).toContain(beside);
  });

  it('takes off the list only what has ended', () => {
    const queue = createQueue();
    const [item] = queue.add([draft()]);
    expect(queue.remove(item!)).toBe(false);
    queue.move(item!, 'cancelled');
    queue.takeChanges();
    expect(queue.remove(item!)).toBe(true);
    expect(queue.remove(item!)).toBe(false);
    expect(queue.move(item!, 'queued')).toBe(false);
    expect(queue.takeChanges()).toEqual({ rows: [], removed: [item!.id] });
  });

  it('begins the sums at zero when work begins after a pause', () => {
    const queue = createQueue();
    const [first] = queue.add([draft()]);
    queue.move(first!, 'active');
    queue.move(first!, 'done', { size: 100 });
    expect([queue.tally.bytesDone(), queue.tally.bytesTotal()]).toEqual([100, 100]);
    queue.add([draft({ size: 7 })]);
    expect([queue.tally.bytesDone(), queue.tally.bytesTotal()]).toEqual([0, 7]);
    expect(queue.tally.filesIn('done')).toBe(1);
    queue.remove(first!);
    expect([queue.tally.bytesDone(), queue.tally.bytesTotal(), queue.tally.filesIn('done')]).toEqual([0, 7, 0]);
  });
});

/** Numbers that look random and are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What a window that only reads the messages believes. */
class Watcher {
  readonly rows = new Map<string, TransferRow>();

  take(queue: Queue): void {
    const { rows, removed } = queue.takeChanges();
    for (const row of rows) this.rows.set(row.id, row);
    for (const id of removed) this.rows.delete(id);
  }
}

describe('the queue under any order of events', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed + 1))('loses nothing, keeps its limits and its sums (seed %i)', (seed) => {
    const random = randomNumbers(seed);
    const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
    const limits: Limits = { transfers: 1 + Math.floor(random() * 4), folders: 1 + Math.floor(random() * 2), onSession: () => 2 };
    const queue = createQueue(() => 0);
    const watcher = new Watcher();
    const added = new Set<string>();
    const cleared = new Set<string>();
    const inState = (...states: readonly TransferState[]): Item[] => [...queue.all()].filter((item) => states.includes(item.state));
    const drafts = (parent: Item | null): Draft[] =>
      Array.from({ length: Math.floor(random() * 5) }, () => draft({
        parent: parent?.id ?? null,
        kind: random() < 0.2 ? 'directory' : 'file',
        lane: parent?.lane ?? pick(servers)!,
        size: random() < 0.2 ? null : Math.floor(random() * 1_000),
        ...(random() < 0.1 ? { ended: { state: 'skipped', failure: null } as const } : {}),
      }));
    const addAll = (parent: Item | null): void => {
      for (const item of queue.add(drafts(parent))) added.add(item.id);
    };
    const startAll = (): void => {
      for (let item = nextItem(queue.lanes(), queue.running, limits); item !== null; item = nextItem(queue.lanes(), queue.running, limits)) {
        expect(item.state).toBe('queued');
        expect(queue.move(item, item.kind === 'directory' ? 'expanding' : 'active')).toBe(true);
      }
    };
    const events: readonly (() => void)[] = [
      () => addAll(null),
      startAll,
      startAll,
      () => { const item = pick(inState('active')); if (item) queue.move(item, 'done', { size: Math.floor(random() * 1_000) }); },
      () => { const item = pick(inState('active')); if (item) queue.move(item, 'waiting'); },
      () => { const item = pick(inState('active', 'expanding', 'queued')); if (item) queue.move(item, 'failed', { failure: failureData('cancelled') }); },
      () => { const item = pick(inState('waiting')); if (item) queue.move(item, random() < 0.5 ? 'queued' : 'skipped'); },
      () => { const item = pick(inState('expanding')); if (item) { addAll(item); queue.move(item, 'done'); } },
      () => { const item = pick([...queue.all()]); if (item) for (const each of queue.withContents([item.id])) queue.move(each, 'cancelled'); },
      () => { const item = pick(inState('failed', 'cancelled')); if (item) queue.move(item, 'queued'); },
      () => { const item = pick([...queue.all()]); if (item && queue.remove(item)) cleared.add(item.id); },
      () => watcher.take(queue),
    ];

    for (let step = 0; step < 250; step++) {
      pick(events)!();
      const items = [...queue.all()];
      const active = items.filter((item) => item.state === 'active');
      expect(active.length).toBeLessThanOrEqual(limits.transfers);
      for (const server of servers) expect(active.filter((item) => item.lane === server).length).toBeLessThanOrEqual(2);
      expect(items.filter((item) => item.state === 'expanding').length).toBeLessThanOrEqual(limits.folders);
      expect(items.length + cleared.size).toBe(added.size);
      for (const state of Object.keys(transitions) as TransferState[]) {
        expect(queue.tally.in(state)).toBe(items.filter((item) => item.state === state).length);
        expect(queue.tally.filesIn(state)).toBe(items.filter((item) => item.state === state && item.kind === 'file').length);
      }
      const counted = items.filter((item) => item.kind === 'file' && item.run === queue.tally.run());
      const sum = (of: readonly Item[]) => of.reduce((total, item) => total + (item.size ?? 0), 0);
      expect(queue.tally.bytesDone()).toBe(sum(counted.filter((item) => item.state === 'done')));
      expect(queue.tally.bytesTotal()).toBe(sum(counted.filter((item) => item.state === 'done' || !hasEnded(item.state))));
    }

    // Whatever happened, all that is left gets its turn.
    for (let turn = 0; !queue.idle(); turn++) {
      expect(turn).toBeLessThan(5_000);
      startAll();
      for (const item of inState('waiting')) queue.move(item, 'queued');
      for (const item of inState('active', 'expanding')) queue.move(item, 'done', { size: 1 });
    }
    watcher.take(queue);
    expect([...watcher.rows.keys()].toSorted()).toEqual([...queue.all()].map((item) => item.id as string).toSorted());
    for (const item of queue.all()) expect(watcher.rows.get(item.id)?.state).toBe(item.state);
  });
});
