// @vitest-environment node
import { expect, it } from 'vitest';
import { LOCAL_SESSION, transferIdSchema } from '../../shared/model/ids.ts';
import type { ListedRow, QueuePageRequest } from '../../shared/model/transfer.ts';
import { chooseOne, chooseRange, isChosen, meetFocus, NONE_CHOSEN, toggleOne } from './chosen.ts';
import { indexOfKey, serverOfKey, shownPage, slotAt } from './queue-slots.ts';
import { chosenTransfers, createQueueView, requestFor } from './queue-view.ts';

const listed = (id: string): ListedRow => ({
  depth: 0,
  row: {
    id: transferIdSchema.parse(id), parent: null, kind: 'file', direction: 'upload', server: 's', size: 1, state: 'queued', failure: null, startedAt: null, endedAt: null, priority: 'normal', retryAt: null, note: null, below: null,
    from: { session: LOCAL_SESSION, path: `/${id}` }, to: { session: LOCAL_SESSION, path: `/${id}` },
  },
});

it('puts the heads of servers between rows, wherever a part begins', () => {
  const heads = [{ server: 'one', at: 0 }, { server: 'two', at: 3 }, { server: 'three', at: 4 }];
  const request = (offset: number, count: number): QueuePageRequest => ({ tab: 'queued', expanded: [], offset, count });
  const keys = (offset: number, count: number, rows: readonly string[]) => shownPage(request(offset, count), { rows: rows.map(listed), total: 6, heads }).slots.map(({ key }) => key);
  expect(keys(0, 9, ['a', 'b', 'c'])).toEqual(['server:one', 'a', 'b', 'server:two', 'server:three', 'c']);
  expect(keys(2, 2, ['b'])).toEqual(['b', 'server:two']);
  const page = shownPage(request(2, 2), { rows: [listed('b')], total: 6, heads });
  expect([slotAt(page, 1), slotAt(page, 2)?.key, indexOfKey(page, 'server:two'), indexOfKey(page, 'c')]).toEqual([undefined, 'b', 3, -1]);
  expect([serverOfKey('server:two'), serverOfKey('b')]).toEqual(['two', null]);
});

it('chooses one, more, a range, and what the keyboard went to before it was at hand', () => {
  const line = (index: number, key: string | null) => ({ index, key });
  const two = toggleOne(chooseOne(line(1, 'a')), line(4, 'd'));
  expect(['a', 'b', 'd'].map((key) => isChosen(two, key))).toEqual([true, false, true]);
  expect([...toggleOne(two, line(1, 'a')).keys]).toEqual(['d']);
  expect([...chooseRange(two, line(2, 'b'), ['b', 'c', 'd']).keys]).toEqual(['b', 'c', 'd']);
  const far = chooseOne(line(900, null));
  expect(far.keys.size).toBe(0);
  expect(meetFocus(far, 'z')).toMatchObject({ focus: { index: 900, key: 'z' }, anchor: { key: 'z' }, keys: new Set(['z']) });
});

it('names what is chosen in the words of the engine: rows, servers, or all that is listed', () => {
  const view = createQueueView();
  const chosen = (keys: readonly string[], all = false) => {
    view.setState({ chosen: { ...NONE_CHOSEN, keys: new Set(keys), all } });
    return chosenTransfers(view.getState());
  };
  expect(chosen([])).toEqual([]);
  expect(chosen(['a', 'server:one', 'b'])).toEqual([['a', 'b'], { tab: 'queued', server: 'one' }]);
  view.setState({ tab: 'failed', search: ' jpg ' });
  expect(chosen(['a'], true)).toEqual([{ tab: 'failed', search: 'jpg' }]);
  expect(requestFor(view.getState(), 40, 20)).toEqual({ tab: 'failed', expanded: [], offset: 40, count: 20, search: 'jpg' });
});
