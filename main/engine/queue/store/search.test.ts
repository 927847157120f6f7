import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { QueuePage } from '../../../../shared/model/transfer.ts';
import { draft, openTestQueue, servers, type TestQueue } from '../test-queue.ts';

/** More than are read in one slice on any machine. */
const MANY = 60_000;
const HITS = 600;

let queue: TestQueue;
beforeEach(() => {
  queue = openTestQueue(null, false);
  for (let start = 0; start < MANY; start += 10_000) {
    queue.enter(...Array.from({ length: 10_000 }, (_, index) => draft({ from: { session: servers[0]!, path: `/Straße/${(start + index) % (MANY / HITS) === 0 ? 'übrig' : 'ander'}-${start + index}.txt` } })));
  }
});
afterEach(() => queue.close());

const ask = (search: string, offset = 0, count = 50): QueuePage => queue.page({ tab: 'queued', expanded: [], search, offset, count });
const names = ({ rows }: QueuePage) => rows.map(({ row }) => row.from.path.slice('/Straße/'.length));
const turn = () => new Promise((resolve) => { setImmediate(resolve); });

/** Asks until all is found; what was said meanwhile. */
async function untilAll(search: string): Promise<{ readonly last: QueuePage; readonly totals: readonly number[] }> {
  const totals: number[] = [];
  for (;;) {
    const page = ask(search);
    totals.push(page.total);
    if (page.found === undefined) return { last: page, totals };
    await turn();
  }
}

describe('a search through many rows', () => {
  it('is answered at once with what is found by then, and gives way between its slices', async () => {
    expect(ask('ÜBRIG').found).toBe('partly');
    const { last, totals } = await untilAll('ÜBRIG');
    expect(last.total).toBe(HITS);
    expect(totals.length).toBeGreaterThan(3);
    expect(totals).toEqual(totals.toSorted((a, b) => a - b));
    expect(names(last).slice(0, 2)).toEqual(['übrig-0.txt', 'übrig-100.txt']);
    expect(names(ask('ÜBRIG', HITS - 1))).toEqual([`übrig-${MANY - 100}.txt`]);
  });

  it('is given up for the next one', async () => {
    ask('ander');
    expect(ask('übrig-100.').found).toBe('partly');
    const { last } = await untilAll('übrig-100.');
    expect(names(last)).toEqual(['übrig-100.txt']);
    // The first begins anew.
    expect(ask('ander').found).toBe('partly');
  });

  it('stands in the order of the queue, also where rows were moved', async () => {
    const { last } = await untilAll('übrig');
    const third = queue.get(last.rows[2]!.row.id)!;
    queue.place(third, { position: queue.order.atEnd('first', 1)[0]! });
    // What was found before is shown until it is found anew.
    expect(ask('übrig')).toMatchObject({ found: 'before', total: HITS });
    expect(names((await untilAll('übrig')).last).slice(0, 3)).toEqual(['übrig-200.txt', 'übrig-0.txt', 'übrig-100.txt']);
  });

  it('shows no row any more that has gone elsewhere', async () => {
    const { last } = await untilAll('übrig');
    queue.move(queue.get(last.rows[0]!.row.id)!, 'cancelled');
    const page = ask('übrig');
    expect([page.found, names(page)[0]]).toEqual(['before', 'übrig-100.txt']);
    expect((await untilAll('übrig')).last.total).toBe(HITS - 1);
  });

  it('names all that it finds to whoever does something with them', async () => {
    expect(await queue.found({ tab: 'queued', search: 'übrig' })).toHaveLength(HITS);
    expect(await queue.found({ tab: 'failed', search: 'übrig' })).toEqual([]);
  });

  it('ends with the queue', async () => {
    expect(ask('ander').found).toBe('partly');
    queue.close();
    for (let turns = 0; turns < 20; turns++) await turn();
    queue = openTestQueue();
  });
});
