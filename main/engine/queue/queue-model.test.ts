import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureData } from '../../../shared/model/failure.ts';
import type { TransferId } from '../../../shared/model/ids.ts';
import { priorities, type FolderSums, type ListedRow, type QueueTab, type TransferRow, type TransferState } from '../../../shared/model/transfer.ts';
import type { Draft, Item } from './item.ts';
import { nextItem, type Limits } from './schedule.ts';
import type { Stop } from './stop.ts';
import { sortOf } from './store/items.ts';
import { directions, draft, openTestQueue, servers, testVerbs, type TestQueue } from './test-queue.ts';
import { hasEnded, tabOf, transitions } from './transitions.ts';
import type { Verbs } from './verbs.ts';

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

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'hawser-queue-model-')); });
afterAll(() => rmSync(folder, { recursive: true }));

const inState = (queue: TestQueue, ...states: readonly TransferState[]): readonly TransferRow[] => queue.rows().filter((row) => states.includes(row.state));

/** What every folder should say of what is below it. */
function sumsOf(rows: readonly TransferRow[]): ReadonlyMap<TransferId, FolderSums> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const sums = new Map<TransferId, FolderSums>();
  for (const row of rows) {
    const ended = hasEnded(row.state);
    for (let above = row.parent; above !== null; above = byId.get(above)?.parent ?? null) {
      const sum = sums.get(above) ?? { pending: 0, files: 0, ended: 0, failed: 0, bytesTotal: 0, bytesDone: 0 };
      const isFile = row.kind === 'file';
      sums.set(above, {
        pending: sum.pending + Number(!ended),
        files: sum.files + Number(isFile),
        ended: sum.ended + Number(isFile && ended),
        failed: sum.failed + Number(isFile && row.state === 'failed'),
        bytesTotal: sum.bytesTotal + (isFile ? (row.size ?? 0) : 0),
        bytesDone: sum.bytesDone + (isFile && ended ? (row.size ?? 0) : 0),
      });
    }
  }
  return sums;
}

function checkSums(queue: TestQueue, rows: readonly TransferRow[]): void {
  for (const state of Object.keys(transitions) as TransferState[]) {
    expect(queue.tally.in(state)).toBe(rows.filter((row) => row.state === state).length);
    expect(queue.tally.filesIn(state)).toBe(rows.filter((row) => row.state === state && row.kind === 'file').length);
  }
  const counted = rows.filter((row) => row.kind === 'file' || tabOf(row.state) === 'failed');
  for (const tab of ['queued', 'failed', 'done'] as const) expect(queue.tally.counts()[tab]).toBe(counted.filter((row) => tabOf(row.state) === tab).length);
  const sums = sumsOf(rows);
  for (const row of rows.filter(({ kind }) => kind === 'directory')) expect(row.below).toEqual(sums.get(row.id) ?? { pending: 0, files: 0, ended: 0, failed: 0, bytesTotal: 0, bytesDone: 0 });
  const files = queue.items().filter((item) => item.kind === 'file' && item.run === queue.tally.run());
  const bytes = (of: readonly Item[]) => of.reduce((total, item) => total + (item.size ?? 0), 0);
  expect(queue.tally.bytesDone()).toBe(bytes(files.filter((item) => item.state === 'done')));
  expect(queue.tally.bytesTotal()).toBe(bytes(files.filter((item) => item.state === 'done' || !hasEnded(item.state))));
}

/** Every page of every tab together shows each row exactly once. */
function checkPages(queue: TestQueue, rows: readonly TransferRow[]): void {
  const expanded = rows.filter((row) => row.kind === 'directory').map((row) => row.id);
  const all = (tab: QueueTab): readonly ListedRow[] => {
    const found: ListedRow[] = [];
    for (let offset = 0; ; offset += 7) {
      const page = queue.page({ tab, expanded, offset, count: 7 });
      found.push(...page.rows);
      if (page.rows.length < 7) {
        expect(found.length).toBe(page.total);
        return found;
      }
    }
  };
  const shown = { queued: all('queued'), failed: all('failed'), done: all('done') };
  // Below each folder stands what is in it.
  const above: TransferId[] = [];
  for (const { row, depth } of shown.queued) {
    expect(row.parent).toBe(depth === 0 ? null : above[depth - 1]);
    above[depth] = row.id;
  }
  const expected = (row: TransferRow): string | null => {
    if (row.kind === 'file') return tabOf(row.state);
    if (row.below!.pending > 0 || !hasEnded(row.state)) return 'queued';
    return tabOf(row.state) === 'failed' ? 'failed' : null;
  };
  for (const [tab, found] of Object.entries(shown)) expect(found.map(({ row }) => row.id).toSorted()).toEqual(rows.filter((row) => expected(row) === tab).map((row) => row.id).toSorted());
}

describe('the queue under any order of events', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed + 1))('loses nothing, keeps its limits, its order and its sums, also over restarts (seed %i)', async (seed) => {
    const random = randomNumbers(seed);
    const below = (end: number): number => Math.floor(random() * end);
    const pick = <T>(items: readonly T[]): T | undefined => items[below(items.length)];
    const limits: Limits = { transfers: 2 + below(4), uploads: 1 + below(3), downloads: 1 + below(3), folders: 1 + below(2), onSession: () => 2 };
    const file = join(folder, `${seed}.sqlite`);
    let queue = openTestQueue(file);
    const added = new Set<string>();
    const cleared = new Set<string>();
    const followed = new Map<string, TransferRow>();

    const drafts = (parent: TransferRow | null): Draft[] =>
      Array.from({ length: below(5) }, () => {
        const { lane, direction } = parent === null ? { lane: pick(servers)!, direction: pick(directions)! } : queue.get(parent.id)!;
        return draft({
          parent: parent?.id ?? null, lane, direction,
          kind: random() < 0.25 ? 'directory' : 'file',
          size: random() < 0.2 ? null : below(1_000),
          ...(parent === null ? { priority: pick(priorities)! } : {}),
          ...(random() < 0.1 ? { ended: { state: 'skipped', failure: null } as const } : {}),
        });
      });
    const addAll = (parent: TransferRow | null): void => {
      for (const item of queue.enter(...drafts(parent))) added.add(item.id);
    };
    const move = (row: TransferRow | undefined, state: TransferState, change = {}): void => {
      if (row !== undefined) queue.move(queue.get(row.id)!, state, change);
    };
    const startAll = (): void => {
      for (let item = nextItem(queue.lanes(), queue.running, limits); item !== null; item = nextItem(queue.lanes(), queue.running, limits)) {
        const { lane, priority, position } = item;
        const rivals = queue.items().filter((other) => other.state === 'queued' && other.lane === lane && sortOf(other) === sortOf(item!));
        expect(rivals.every((other) => other.priority > priority || (other.priority === priority && other.position >= position))).toBe(true);
        expect(queue.move(item, item.kind === 'directory' ? 'expanding' : 'active')).toBe(true);
      }
    };
    /** What folders that are looked into have yet to bring in, and what is to be broken off. */
    const looking = new Map<TransferId, Draft[]>();
    const stopping = new Map<TransferId, Stop>();
    const stop = (id: TransferId, why: Stop): boolean => {
      const runs = inState(queue, 'active', 'expanding').some((row) => row.id === id);
      if (runs && !stopping.has(id)) stopping.set(id, why);
      return runs;
    };
    const stopAll = (): void => {
      for (const [id, why] of stopping) queue.move(queue.get(id)!, why === 'pause' ? 'paused' : 'cancelled');
      stopping.clear();
    };
    const verbs = (): Verbs => testVerbs(queue, stop);
    const nextPart = (row: TransferRow, rest: Draft[]): readonly Draft[] => {
      const folder = queue.get(row.id)!;
      const left = rest.length;
      const part = queue.placed(folder, rest.splice(0, 2), left);
      expect(part.every(({ priority }) => priority === row.priority)).toBe(true);
      const behind = queue.items().filter((other) => other.parent === folder.parent && !hasEnded(other.state) && other.priority === folder.priority && other.position > folder.position);
      for (const { position } of part) if (position !== undefined) expect(behind.filter((other) => other.position <= position)).toEqual([]);
      return part;
    };
    /** One part of what is in a folder comes in, unless it is to be broken off; after the last one it is done. */
    const lookOn = (): void => {
      const row = pick(inState(queue, 'expanding').filter(({ id }) => !stopping.has(id)));
      if (row === undefined) return;
      const rest = looking.get(row.id) ?? [...queue.missing(queue.get(row.id)!, drafts(row))];
      for (const item of queue.enter(...nextPart(row, rest))) added.add(item.id);
      looking.set(row.id, rest);
      if (rest.length > 0) return;
      looking.delete(row.id);
      move(row, 'done');
    };
    const events: readonly (() => void | Promise<void>)[] = [
      () => addAll(null),
      startAll,
      startAll,
      () => move(pick(inState(queue, 'active')), 'done', { size: below(1_000) }),
      () => move(pick(inState(queue, 'done').filter(({ kind }) => kind === 'file')), random() < 0.5 ? 'failed' : 'waiting', { failure: failureData('wrong-size', { path: '/t/f', actual: 1, expected: 2 }) }),
      () => move(pick(inState(queue, 'active')), 'waiting'),
      () => move(pick(inState(queue, 'active')), 'waiting', { retryAt: 5, attempts: 1, failure: failureData('connection-lost', { host: 'h' }) }),
      () => move(pick(inState(queue, 'active', 'expanding', 'queued')), 'failed', { failure: failureData('cancelled') }),
      () => move(pick(inState(queue, 'waiting')), random() < 0.5 ? 'queued' : 'skipped'),
      lookOn,
      lookOn,
      stopAll,
      async () => {
        const row = pick(queue.rows());
        if (!row) return;
        const held = random() < 0.5;
        await (held ? verbs().hold([row.id], true) : verbs().cancel([row.id]));
        // Whatever a folder is about to bring in, nothing of it is left that would start by itself.
        const open = queue.withContents([row.id], 'open').filter((id) => !stopping.has(id));
        expect(open.filter((id) => !held || queue.get(id)!.state !== 'paused')).toEqual([]);
      },
      async () => { const row = pick(queue.rows()); if (row) await verbs().hold([row.id], false); },
      () => move(pick(inState(queue, 'failed', 'cancelled', 'done', 'skipped')), 'queued'),
      () => { const row = pick(queue.rows()); if (row && queue.remove(queue.get(row.id)!)) cleared.add(row.id); },
      () => { const row = pick(inState(queue, 'queued')); if (row) queue.place(queue.get(row.id)!, { priority: below(5) }); },
      () => {
        const [row, before] = [pick(inState(queue, 'queued')), pick(inState(queue, 'queued'))];
        if (!row || !before) return;
        const [position] = queue.order.before(queue.get(before.id)!, 1) ?? queue.order.atEnd('last', 1);
        queue.place(queue.get(row.id)!, { position: position!, priority: queue.get(before.id)!.priority });
      },
      () => queue.spread(),
      () => {
        if (random() < 0.7) return;
        takeChanges();
        const before = queue.rows();
        stopping.clear();
        queue.close();
        queue = openTestQueue(file);
        const released = (state: TransferState): TransferState => (state === 'active' || state === 'expanding' || state === 'waiting' ? 'queued' : state);
        expect(queue.rows().map(({ id, state }) => [id, state])).toEqual(before.map(({ id, state }) => [id, released(state)]));
        for (const row of queue.rows()) followed.set(row.id, row);
      },
    ];
    const takeChanges = (): void => {
      const { rows, removed } = queue.takeChanges();
      for (const row of rows) followed.set(row.id, row);
      for (const id of removed) followed.delete(id);
    };

    for (let step = 0; step < 140; step++) {
      await pick(events)!();
      const rows = queue.rows();
      const active = rows.filter((row) => row.state === 'active');
      expect(active.length).toBeLessThanOrEqual(limits.transfers);
      // A copy between servers comes down and goes up.
      expect(active.filter((row) => row.direction !== 'upload').length).toBeLessThanOrEqual(limits.downloads);
      expect(active.filter((row) => row.direction !== 'download').length).toBeLessThanOrEqual(limits.uploads);
      for (const server of servers) expect(active.filter((row) => (row.direction === 'upload' ? row.to : row.from).session === server).length).toBeLessThanOrEqual(2);
      expect(rows.filter((row) => row.state === 'expanding').length).toBeLessThanOrEqual(limits.folders);
      expect(rows.length + cleared.size).toBe(added.size);
      if (step % 8 === 0) {
        checkSums(queue, rows);
        checkPages(queue, rows);
      }
    }

    // Whatever happened, all that is left gets its turn.
    for (const row of inState(queue, 'paused')) move(row, 'queued');
    for (let turn = 0; !queue.idle(); turn++) {
      expect(turn).toBeLessThan(2_000);
      startAll();
      for (const row of inState(queue, 'waiting')) move(row, 'queued');
      for (const row of inState(queue, 'active', 'expanding')) move(row, 'done', { size: 1 });
    }
    takeChanges();
    const rows = queue.rows();
    checkSums(queue, rows);
    expect([...followed.keys()].toSorted()).toEqual(rows.map((row) => row.id as string).toSorted());
    for (const row of rows) expect(followed.get(row.id)?.state).toBe(row.state);
    queue.close();
  });
});
