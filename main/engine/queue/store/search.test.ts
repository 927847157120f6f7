import { afterEach, describe, expect, it } from 'vitest';
import { draft, openTestQueue, servers, type TestQueue } from '../test-queue.ts';
import { createSearch, type FoundRows, type Search } from './search.ts';

const queues: TestQueue[] = [];
afterEach(() => {
  for (const queue of queues.splice(0)) queue.close();
});

/** A queue of so many rows, of which each hundredth is `übrig`. */
function queueOf(rows: number): TestQueue {
  const queue = openTestQueue(null, false);
  queues.push(queue);
  queue.enter(...Array.from({ length: rows }, (_, index) => draft({ from: { session: servers[0]!, path: `/Straße/${index % 100 === 0 ? 'übrig' : 'ander'}-${index}.txt` } })));
  return queue;
}

const ROWS = 4000;
const turn = () => new Promise((resolve) => { setImmediate(resolve); });

describe('a search through many rows', () => {
  /** It takes the shortest slices that there are. */
  function stage() {
    const queue = queueOf(ROWS);
    const search = createSearch((sql) => queue.database.reading(sql), { count: () => 0, unpackSome: () => undefined }, queue.version, 0);
    const path = queue.database.reading('SELECT from_path FROM items WHERE id = ?');
    return { queue, search, names: ({ ids }: Pick<FoundRows, 'ids'>) => ids.map((id) => String(path.get(id)?.['from_path']).slice('/Straße/'.length)) };
  }
  const question = (words: string) => ({ where: 'tab = 0', order: ['priority', 'position'], words }) as const;
  /** Asks until all is found; how many were told meanwhile. */
  async function untilAll(search: Search, words: string): Promise<{ readonly last: FoundRows; readonly counts: readonly number[] }> {
    const counts: number[] = [];
    for (;;) {
      const found = search.now(question(words));
      counts.push(found.ids.length);
      if (found.state === 'all') return { last: found, counts };
      await turn();
    }
  }

  it('is answered at once with what is found by then, and gives way between its slices', async () => {
    const { search, names } = stage();
    expect(search.now(question('ÜBRIG'))).toMatchObject({ state: 'partly', ids: { length: 5 } });
    const { last, counts } = await untilAll(search, 'ÜBRIG');
    expect(names(last)).toEqual(Array.from({ length: ROWS / 100 }, (_, index) => `übrig-${index * 100}.txt`));
    expect(new Set(counts).size).toBeGreaterThan(5);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });

  it('is given up for the next one', async () => {
    const { search, names } = stage();
    search.now(question('ander'));
    expect(search.now(question('übrig-100.')).state).toBe('partly');
    expect(names((await untilAll(search, 'übrig-100.')).last)).toEqual(['übrig-100.txt']);
    // The first begins anew.
    expect(search.now(question('ander'))).toMatchObject({ state: 'partly', ids: { length: 495 } });
  });

  it('stands in the order of the queue, and keeps what was found before until it is found anew', async () => {
    const { queue, search, names } = stage();
    const { last } = await untilAll(search, 'übrig');
    const third = queue.items().find(({ sequence }) => sequence === last.ids[2])!;
    queue.place(third, { position: queue.order.atEnd('first', 1)[0]! });
    expect(search.now(question('übrig'))).toEqual({ ...last, state: 'before' });
    expect(names((await untilAll(search, 'übrig')).last).slice(0, 3)).toEqual(['übrig-200.txt', 'übrig-0.txt', 'übrig-100.txt']);
  });

  it('ends with the queue', async () => {
    const { queue, search } = stage();
    expect(search.now(question('ander')).state).toBe('partly');
    queue.close();
    queues.pop();
    for (let turns = 0; turns < 20; turns++) await turn();
    expect(() => search.now(question('ander'))).toThrow();
  });
});

describe('the rows of a search', () => {
  const ask = (queue: TestQueue, search: string) => queue.page({ tab: 'queued', expanded: [], search, offset: 0, count: 50 });

  it('do not include one that has gone elsewhere, found anew or not', async () => {
    const queue = queueOf(20_000);
    while (ask(queue, 'übrig').found !== undefined) await turn();
    queue.move(queue.get(ask(queue, 'übrig').rows[0]!.row.id)!, 'cancelled');
    expect(ask(queue, 'übrig').rows[0]!.row.from.path).toBe('/Straße/übrig-100.txt');
  });

  it('are all of them for whoever does something with them', async () => {
    const queue = queueOf(ROWS);
    expect(await queue.found({ tab: 'queued', search: 'übrig' })).toHaveLength(ROWS / 100);
    expect(await queue.found({ tab: 'failed', search: 'übrig' })).toEqual([]);
  });

  it('are told at once where the queue is short', () => {
    const queue = queueOf(499);
    const page = ask(queue, 'übrig');
    expect([page.found, page.total]).toEqual([undefined, 5]);
  });
});
