import { expect, it } from 'vitest';
import { createArrivals } from './arrivals.ts';
import type { PlainFiles } from './found.ts';
import type { Draft, Item } from './item.ts';
import { draft, openTestQueue, testVerbs, type TestQueue } from './test-queue.ts';
import type { Verbs } from './verbs.ts';

const signal = new AbortController().signal;
const TOGETHER = 500;

/** What was found in a folder; more than four of them do not come in one turn. */
const filesIn = (folder: Item, count: number): readonly PlainFiles[] => Array.from({ length: count }, (_, part) => (
  { folder, from: '/d/', to: '/t/d/', precision: null, files: Array.from({ length: TOGETHER }, (_of, index) => [String(part * TOGETHER + index), 1, null, null] as const) }));
const enter = (queue: TestQueue, one: Draft): Item => queue.get(queue.enter(one)[0]!.id)!;
const filesInOrder = (queue: TestQueue): readonly Item[] => queue.items().filter(({ kind }) => kind === 'file').toSorted((a, b) => a.priority - b.priority || a.position - b.position);

const gifts: Readonly<Record<string, (verbs: Verbs, folder: Item) => Promise<void>>> = {
  'a low priority': (verbs, { id }) => verbs.prioritize([id], 4),
  'the last place': (verbs, { id }) => verbs.rearrange([id], 'last'),
  'the first place': (verbs, { id }) => verbs.rearrange([id], 'first'),
};

it.for(Object.keys(gifts).flatMap((gift) => [[gift, false], [gift, true]] as const))('what is yet to come of a folder comes where the user has put it meanwhile: %s (packed: %s)', async ([gift, packed]) => {
  const queue = openTestQueue(null, !packed);
  const before = enter(queue, draft());
  const outer = enter(queue, draft({ kind: 'directory' }));
  const arrivals = createArrivals(queue, () => {});
  await arrivals.found(outer, filesIn(outer, 5), signal);
  // So far behind that it does not get its own in the first turn.
  const inner = enter(queue, draft({ kind: 'directory', parent: outer.id }));
  const behind = enter(queue, draft());
  queue.move(inner, 'expanding');
  const coming = arrivals.found(inner, filesIn(inner, 40), signal);
  await gifts[gift]!(testVerbs(queue), outer);
  await coming;
  arrivals.stop();
  const files = filesInOrder(queue);
  expect(files).toHaveLength(2 + 45 * TOGETHER);
  expect(files.slice(...(gift === 'the first place' ? [-2] : [0, 2])).map(({ id }) => id)).toEqual([before.id, behind.id]);
});

it.for([false, true])('what comes of a folder in parts stands in the order of its listing, before what stands behind it (packed: %s)', async (packed) => {
  const queue = openTestQueue(null, !packed);
  const folder = enter(queue, draft({ kind: 'directory' }));
  const other = enter(queue, draft());
  const arrivals = createArrivals(queue, () => {});
  await arrivals.found(folder, filesIn(folder, 12), signal);
  arrivals.stop();
  const files = filesInOrder(queue);
  expect(files.at(-1)!.id).toBe(other.id);
  expect(files.slice(0, -1).map(({ from }) => from.path)).toEqual(Array.from({ length: 12 * TOGETHER }, (_, index) => `/d/${index}`));
});
