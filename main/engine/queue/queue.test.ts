import { describe, expect, it } from 'vitest';
import { failureData } from '../../../shared/model/failure.ts';
import type { TransferState } from '../../../shared/model/transfer.ts';
import type { Item } from './item.ts';
import type { Meter } from './meter.ts';
import type { ItemChange, Queue } from './queue.ts';
import { nextItem, type Limits } from './schedule.ts';
import { totalsOf } from './status.ts';
import { draft, openTestQueue, servers } from './test-queue.ts';

const unlimited: Limits = { transfers: 2, uploads: 9, downloads: 9, onSession: () => Number.POSITIVE_INFINITY, folders: 1 };
const next = (queue: Queue, limits: Limits = unlimited) => nextItem(queue.lanes(), queue.running, limits);
/** By id, as every caller does: which object stands for an item is the queue's own affair. */
const move = (queue: Queue, { id }: Pick<Item, 'id'>, state: TransferState, change: ItemChange = {}) => queue.move(queue.get(id)!, state, change);

describe('the queue', () => {
  it('starts files in order, up to the limit', () => {
    const queue = openTestQueue();
    const [one, two, three] = queue.enter(draft(), draft(), draft());
    expect(next(queue)?.id).toBe(one?.id);
    move(queue, one!, 'active');
    expect(next(queue)?.id).toBe(two?.id);
    move(queue, two!, 'active');
    expect(next(queue)).toBeNull();
    move(queue, one!, 'done', { size: 100 });
    expect(next(queue)?.id).toBe(three?.id);
  });

  it('looks into folders beside the files', () => {
    const queue = openTestQueue();
    const [folder, second, file] = queue.enter(draft({ kind: 'directory', size: null }), draft({ kind: 'directory', size: null }), draft());
    expect(next(queue)?.id).toBe(folder?.id);
    move(queue, folder!, 'expanding');
    expect(next(queue)?.id).toBe(file?.id);
    move(queue, file!, 'active');
    expect(next(queue)).toBeNull();
    move(queue, folder!, 'done');
    expect(next(queue)?.id).toBe(second?.id);
  });

  it('does not let a server at its limit hold up another', () => {
    const queue = openTestQueue();
    const [one, two, other] = queue.enter(draft(), draft(), draft({ lane: servers[1]! }));
    const limits: Limits = { ...unlimited, transfers: 9, onSession: () => 1 };
    move(queue, one!, 'active');
    expect(next(queue, limits)?.id).toBe(other?.id);
    move(queue, other!, 'active');
    expect(next(queue, limits)).toBeNull();
    move(queue, one!, 'failed', { failure: failureData('cancelled') });
    expect(next(queue, limits)?.id).toBe(two?.id);
  });

  it('lets a file that waits for the user free its place, and go first when he has decided', () => {
    const queue = openTestQueue();
    const [one, two, three] = queue.enter(draft(), draft(), draft());
    move(queue, one!, 'active');
    move(queue, one!, 'waiting');
    expect(queue.running.files).toBe(0);
    expect(next(queue)?.id).toBe(two?.id);
    move(queue, one!, 'queued');
    expect(next(queue)?.id).toBe(one?.id);
    move(queue, one!, 'active');
    expect(next(queue)?.id).toBe(two?.id);
    expect(queue.get(three!.id)!.state).toBe('queued');
  });

  it('starts over at a retry', () => {
    const queue = openTestQueue();
    const [item] = queue.enter(draft());
    move(queue, item!, 'active');
    queue.get(item!.id)!.bytes = 50;
    move(queue, item!, 'failed', { failure: failureData('connection-lost', { host: 'h' }) });
    expect(move(queue, item!, 'active')).toBe(false);
    expect(move(queue, item!, 'queued')).toBe(true);
    expect(queue.get(item!.id)).toMatchObject({ bytes: 0, failure: null, startedAt: null, endedAt: null });
    expect(next(queue)?.id).toBe(item?.id);
  });

  it('finds what was found in a folder, at any depth', () => {
    const queue = openTestQueue();
    const [folder, beside] = queue.enter(draft({ kind: 'directory' }), draft());
    const [inner] = queue.enter(draft({ kind: 'directory', parent: folder!.id }));
    const [file] = queue.enter(draft({ parent: inner!.id }));
    expect(queue.withContents([folder!.id])).toEqual([folder, inner, file].map((item) => item!.id));
    expect(queue.withContents(undefined)).toContain(beside!.id);
  });

  it('hands the priority and the place of a folder on to what is found in it', () => {
    const queue = openTestQueue();
    const [file, folder, other] = queue.enter(draft(), draft({ kind: 'directory' }), draft());
    for (const { id } of [folder!, other!]) queue.place(queue.get(id)!, { priority: 1 });
    const found = ({ id }: Pick<Item, 'id'>, ...names: readonly string[]) => {
      const parent = queue.get(id)!;
      const missing = queue.missing(parent, names.map((name) => draft({ parent: id, kind: name.endsWith('/') ? 'directory' : 'file', from: { session: servers[0]!, path: `/d/${name}` } })));
      return queue.enter(...queue.placed(parent, missing, missing.length));
    };
    const [inner, first] = found(folder!, 'inner/', 'first');
    const [deepest] = found(inner!, 'deepest');
    // A later look brings in what the one before had not.
    const [late] = found(folder!, 'inner/', 'first', 'late');
    const order = [];
    for (let item = next(queue); item !== null; item = next(queue)) {
      if (item.kind === 'file') order.push(item.id);
      move(queue, item, item.kind === 'directory' ? 'expanding' : 'active');
      move(queue, item, 'done', { size: 1 });
    }
    expect(order).toEqual([deepest, first, late, other, file].map((item) => item!.id));
  });

  it('takes off the list only what has ended', () => {
    const queue = openTestQueue();
    const [item] = queue.enter(draft());
    expect(queue.remove(queue.get(item!.id)!)).toBe(false);
    move(queue, item!, 'cancelled');
    queue.takeChanges();
    const ended = queue.get(item!.id)!;
    expect(queue.remove(ended)).toBe(true);
    expect(queue.remove(ended)).toBe(false);
    expect(queue.move(ended, 'queued')).toBe(false);
    expect(queue.takeChanges()).toEqual({ rows: [], removed: [item!.id] });
  });

  it('counts what comes of a run, whatever is cleared meanwhile', () => {
    const queue = openTestQueue();
    const end = (state: TransferState) => {
      const [item] = queue.enter(draft({ size: 0 }));
      move(queue, item!, 'active');
      move(queue, item!, state, state === 'failed' ? { failure: failureData('cancelled') } : {});
      return item!;
    };
    const before = [end('done'), end('done')];
    queue.enter(draft({ size: 0 }));
    for (const { id } of before) queue.remove(queue.get(id)!);
    const [done, failed] = [end('done'), end('failed')];
    end('skipped');
    end('cancelled');
    expect(queue.tally.ended()).toEqual({ done: 1, failed: 1, skipped: 1 });
    for (const { id } of [done, failed]) queue.remove(queue.get(id)!);
    expect(queue.tally.ended()).toEqual({ done: 1, failed: 1, skipped: 1 });
  });

  it('tells what begins by itself from what is held back or waits for an answer', () => {
    const queue = openTestQueue();
    const [held, asking, retrying] = queue.enter(draft(), draft(), draft(), draft());
    const due = () => totalsOf(queue, [], { rate: () => 0 } as Meter).due;
    expect(due()).toBe(4);
    move(queue, held!, 'paused');
    for (const item of [asking, retrying]) move(queue, item!, 'active');
    move(queue, asking!, 'waiting');
    move(queue, retrying!, 'waiting', { retryAt: 5, failure: failureData('connection-lost', { host: 'h' }) });
    expect(due()).toBe(2);
    move(queue, retrying!, 'cancelled');
    expect(due()).toBe(1);
  });

  it('begins the sums at zero when work begins after a pause', () => {
    const queue = openTestQueue();
    const [first] = queue.enter(draft());
    move(queue, first!, 'active');
    move(queue, first!, 'done', { size: 100 });
    expect([queue.tally.bytesDone(), queue.tally.bytesTotal()]).toEqual([100, 100]);
    queue.enter(draft({ size: 7 }));
    expect([queue.tally.bytesDone(), queue.tally.bytesTotal()]).toEqual([0, 7]);
    expect(queue.tally.filesIn('done')).toBe(1);
    queue.remove(queue.get(first!.id)!);
    expect([queue.tally.bytesDone(), queue.tally.bytesTotal(), queue.tally.filesIn('done')]).toEqual([0, 7, 0]);
  });
});
