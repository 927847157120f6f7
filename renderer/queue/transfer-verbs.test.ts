import { beforeEach, describe, expect, it } from 'vitest';
import { LOCAL_SESSION, transferIdSchema } from '../../shared/model/ids.ts';
import { succeeded } from '../../shared/model/outcome.ts';
import type { QueuePageRequest, TransferRow } from '../../shared/model/transfer.ts';
import { commandState } from '../command-state.ts';
import { commands } from '../commands.ts';
import { REMOTE, testHawser, type TestHawser } from '../testing/test-hawser.ts';
import { chooseOne, NONE_CHOSEN } from './chosen.ts';
import { serverKey } from './queue-slots.ts';
import { cancelChosen, dropChosen, takesDrop } from './transfer-verbs.ts';

const id = (name: string) => transferIdSchema.parse(name);
const row = (name: string, server: string): TransferRow => ({
  id: id(name), parent: null, kind: 'file', direction: 'download', server, size: 1, state: 'queued', failure: null, startedAt: null, endedAt: null, priority: 'normal', retryAt: null, note: null, below: null,
  from: { session: REMOTE, path: `/${name}` }, to: { session: LOCAL_SESSION, path: `/t/${name}` },
});
const rows = ['a', 'b'].map((name) => ({ row: row(name, 'one'), depth: 0 }));

let test: TestHawser;
beforeEach(async () => {
  // Of six lines the first four are at hand, up to the second server's head.
  test = testHawser({
    queuePage: ({ server }: QueuePageRequest) =>
      succeeded(server === undefined ? { rows, heads: [{ server: 'one', at: 0 }, { server: 'two', at: 3 }], total: 6 } : { rows: server === 'two' ? [{ row: row('c', 'two'), depth: 0 }] : rows.slice(0, 1), heads: [], total: 1 }),
  });
  test.hawser.queue.show({ tab: 'queued', expanded: [], byServer: { closed: [] }, offset: 0, count: 4 });
  await expect.poll(() => test.hawser.queue.store.getState().page?.slots.length).toBe(4);
});
const choose = (...keys: readonly string[]) => test.hawser.queue.view.setState({ chosen: { ...NONE_CHOSEN, keys: new Set(keys) } });
const moves = () => test.calls.filter(([name]) => name === 'moveTransfers').map(([, ...args]) => args);

describe('rows that are dropped', () => {
  it.each([
    ['on a row', 1, { before: 'a' }],
    ['on a server', 0, { before: 'a' }],
    ['on another server', 3, { before: 'c' }],
    ['behind the last line', 6, 'last'],
  ] as const)('%s go where that is', async (_where, index, movement) => {
    choose('b');
    await dropChosen(test.hawser, index);
    expect(moves()).toEqual([[['b'], movement]]);
  });

  it('on a line that is not at hand yet stay where they are', async () => {
    choose('b');
    expect([3, 4, 5, 6].map((index) => takesDrop(test.hawser, index))).toEqual([true, false, false, true]);
    await dropChosen(test.hawser, 4);
    expect(moves()).toEqual([]);
  });
});

it('chooses what moved up in the place of what was cancelled, and nothing where the user has chosen something else meanwhile', async () => {
  let end = (): void => undefined;
  const slow = testHawser({ cancelTransfers: () => new Promise((resolve) => { end = () => resolve(succeeded(undefined)); }) }).hawser;
  const { view } = slow.queue;
  const cancelled = async (meanwhile: () => void) => {
    view.setState({ tab: 'queued', chosen: chooseOne({ index: 3, key: 'a' }) });
    const ended = cancelChosen(slow);
    meanwhile();
    await Promise.resolve();
    end();
    await ended;
    return view.getState().chosen;
  };
  expect(await cancelled(() => undefined)).toEqual({ ...NONE_CHOSEN, focus: { index: 3, key: null } });
  expect(await cancelled(() => view.setState({ tab: 'failed', chosen: NONE_CHOSEN }))).toBe(NONE_CHOSEN);
});

it('moves only rows that are chosen by name', () => {
  const movable = () => (['transferFirst', 'transferUp', 'transferDown', 'transferLast'] as const).map((command) => commands[command].enabled(commandState(test.hawser)));
  choose('a');
  expect(movable()).toEqual([true, true, true, true]);
  choose(serverKey('one'));
  expect(movable()).toEqual([false, false, false, false]);
  test.hawser.queue.view.setState({ chosen: { ...NONE_CHOSEN, all: true } });
  expect(movable()).toEqual([false, false, false, false]);
});
