// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { LOCAL_SESSION, transferIdSchema } from '../../shared/model/ids.ts';
import { type Outcome, succeeded } from '../../shared/model/outcome.ts';
import { queuePageSchema, type QueuePage, type QueuePageRequest, type TransferRow } from '../../shared/model/transfer.ts';
import { REMOTE } from '../testing/test-hawser.ts';
import type { Hawser } from '../hawser.ts';
import { createQueue, NO_STATUS, NO_TOTALS, SEARCH_MS } from './queue-store.ts';
import { folderOfPath, nameOfPath } from './route-words.ts';

function row(name: string, more: Partial<TransferRow> = {}): TransferRow {
  return {
    id: transferIdSchema.parse(name), parent: null, kind: 'file', direction: 'upload', server: 'sftp://marit@h:22', size: 100, state: 'queued', failure: null, startedAt: null, endedAt: null,
    priority: 'normal', retryAt: null, note: null, below: null, from: { session: LOCAL_SESSION, path: `/a/${name}` }, to: { session: REMOTE, path: `/b/${name}` }, ...more,
  };
}
type EngineQueue = Hawser['engine']['queuePage'];
const request = (offset: number): QueuePageRequest => ({ tab: 'queued', expanded: [], offset, count: 2 });

/** An engine whose answers the test gives when it likes; frames come at once unless it gives those as well. */
function slowEngine(frame = () => Promise.resolve()) {
  const asked: { readonly request: QueuePageRequest; readonly answer: (page: QueuePage) => void }[] = [];
  const engine = {
    queuePage: (asking: Parameters<EngineQueue>[0]) => new Promise<Outcome<QueuePage>>((resolve) => {
      asked.push({ request: queuePageSchema.parse(asking), answer: (page) => resolve(succeeded(page)) });
    }),
  };
  return { asked, queue: createQueue(engine, frame) };
}
const turn = () => new Promise((resolve) => { setTimeout(resolve); });

describe('the queue', () => {
  it('asks for what is on the screen, one question at a time, and once more for what changed meanwhile', async () => {
    const { asked, queue } = slowEngine();
    queue.take(NO_STATUS);
    expect(asked.length).toBe(0);
    queue.show(request(0));
    queue.take({ ...NO_STATUS, version: 1 });
    queue.take({ ...NO_STATUS, version: 2 });
    expect(asked.map((one) => one.request.offset)).toEqual([0]);
    asked[0]!.answer({ rows: [{ row: row('a'), depth: 0 }], total: 9, heads: [] });
    await turn();
    expect(queue.store.getState().page).toMatchObject({ offset: 0, total: 9 });
    // After a rest, where the first answer took long on a busy machine.
    await vi.waitFor(() => expect(asked.length).toBe(2));
    queue.show(request(4));
    asked[1]!.answer({ rows: [{ row: row('a', { state: 'active' }), depth: 0 }], total: 9, heads: [] });
    await turn();
    expect(asked[2]!.request.offset).toBe(4);
    asked[2]!.answer({ rows: [{ row: row('e'), depth: 0 }], total: 9, heads: [] });
    await turn();
    expect(asked.length).toBe(3);
    expect([...queue.store.getState().rows.keys()]).toEqual(['e']);
  });

  it('makes no rows for what was scrolled past before the next frame, and asks again once it stands still', async () => {
    const frames: (() => void)[] = [];
    const draw = async () => {
      for (const done of frames.splice(0)) done();
      await turn();
    };
    const { asked, queue } = slowEngine(() => new Promise((resolve) => { frames.push(resolve); }));
    queue.show(request(0));
    asked[0]!.answer({ rows: [{ row: row('a'), depth: 0 }], total: 9999, heads: [] });
    await turn();
    expect(queue.store.getState().page).toBeNull();
    queue.show(request(100));
    await draw();
    expect(queue.store.getState().page).toBeNull();
    queue.show(request(200));
    await draw();
    expect(asked.length).toBe(1);
    await draw();
    expect(asked.map((one) => one.request.offset)).toEqual([0, 200]);
    asked[1]!.answer({ rows: [{ row: row('c'), depth: 0 }], total: 9999, heads: [] });
    await turn();
    // A part of what was asked for is still on the screen.
    queue.show(request(201));
    await draw();
    expect(queue.store.getState().page).toMatchObject({ offset: 200, total: 9999 });
    expect(asked[2]!.request.offset).toBe(201);
  });

  it('asks for more of a search that goes on after a rest, at once for another part, and no more once all is found', async () => {
    const { asked, queue } = slowEngine();
    vi.useFakeTimers();
    try {
      const answer = async (index: number, found: Partial<QueuePage>) => {
        asked[index]!.answer({ rows: [], total: 0, heads: [], ...found });
        await vi.advanceTimersByTimeAsync(0);
      };
      queue.show({ ...request(0), search: 'a' });
      await answer(0, { found: 'partly' });
      expect(queue.store.getState().page?.searching).toBe(true);
      expect(asked.length).toBe(1);
      await vi.advanceTimersByTimeAsync(SEARCH_MS);
      expect(asked.length).toBe(2);
      await answer(1, { found: 'before' });
      expect(queue.store.getState().page?.searching).toBe(false);
      queue.show({ ...request(4), search: 'a' });
      await vi.advanceTimersByTimeAsync(0);
      expect(asked.map((one) => one.request.offset)).toEqual([0, 0, 4]);
      await answer(2, {});
      await vi.advanceTimersByTimeAsync(10 * SEARCH_MS);
      expect(asked.length).toBe(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it('keeps the rows that run, also where they are not on the screen', () => {
    const { queue } = slowEngine();
    queue.take({ ...NO_STATUS, near: [row('far', { state: 'active' })], counts: { queued: 7, failed: 1, done: 2 }, paused: true });
    expect(queue.store.getState()).toMatchObject({ counts: { queued: 7, failed: 1, done: 2 }, paused: true });
    expect(queue.store.getState().rows.get(transferIdSchema.parse('far'))?.state).toBe('active');
  });

  it('keeps the row that it has where the engine says the same of it again', async () => {
    const { asked, queue } = slowEngine();
    const answer = async (index: number, ...rows: readonly TransferRow[]) => {
      asked[index]!.answer({ rows: rows.map((one) => ({ row: one, depth: 0 })), total: 2, heads: [] });
      await vi.waitFor(() => expect(asked.length).toBe(index + 2));
    };
    queue.show(request(0));
    queue.take(NO_STATUS);
    await answer(0, row('a'), row('b'));
    const [a, b] = [...queue.store.getState().rows.values()];
    queue.take(NO_STATUS);
    await answer(1, row('a'), row('b', { state: 'active' }));
    const after = [...queue.store.getState().rows.values()];
    expect(after[0]).toBe(a);
    expect(after[1]).not.toBe(b);
    expect(after[1]).toMatchObject({ state: 'active' });
  });

  it('forgets the progress of what runs no more', async () => {
    const { asked, queue } = slowEngine();
    queue.show(request(0));
    queue.progress([{ id: transferIdSchema.parse('a'), bytes: 5, rate: 1 }], NO_TOTALS);
    expect(queue.store.getState().progress.size).toBe(1);
    asked[0]!.answer({ rows: [{ row: row('a'), depth: 0 }], total: 1, heads: [] });
    await turn();
    expect(queue.store.getState().progress.size).toBe(0);
    const news = ['a', 'runs', 'ended'].map((id) => ({ id: transferIdSchema.parse(id), bytes: 5, rate: 1 }));
    queue.progress(news, NO_TOTALS);
    queue.take({ ...NO_STATUS, near: [row('runs', { state: 'active' })] });
    expect([...queue.store.getState().progress.keys()]).toEqual(['a', 'runs']);
  });
});

describe('the words of a route', () => {
  it.each([
    ['/index.html', 'index.html', '/'],
    ['/site/index.html', 'index.html', '/site'],
    ['/home/marit/site/index.html', 'index.html', '…/site'],
    ['C:\\Users\\m\\a.txt', 'a.txt', '…/m'],
  ])('%s', (path, name, folderName) => expect([nameOfPath(path), folderOfPath(path)]).toEqual([name, folderName]));
});
