import { priorities } from '../../../shared/model/transfer.ts';
import type { Changes } from './changes.ts';
import { idOf, sequenceOf, type Draft, type Item } from './item.ts';
import type { Lanes } from './lanes.ts';
import type { Sums } from './store/folder-sums.ts';
import type { StoredItems } from './store/items.ts';
import type { Packs } from './store/packs.ts';
import type { Tally } from './tally.ts';
import { hasEnded } from './transitions.ts';

/** How rows come into the queue. */
export interface Entering {
  add(draft: Draft): Item;
  /** The same with many, where nobody asks for the items: those that are alike are packed. */
  bring(drafts: readonly Draft[]): void;
}

export interface EnteringOptions {
  readonly items: StoredItems;
  readonly packs: Packs;
  readonly tally: Tally;
  readonly sums: Sums;
  readonly changes: Changes;
  readonly lanes: Lanes;
  /** Whether each row is told, which needs its object. */
  readonly followed: boolean;
  readonly now: () => number;
  /** Counts an item. */
  readonly account: (item: Item, by: 1) => void;
}

const NORMAL = priorities.indexOf('normal');

export function createEntering({ items, packs, tally, sums, changes, lanes, followed, now, account }: EnteringOptions): Entering {
  const placeOf = (priority: Draft['priority'], position: Draft['position'], sequence: number): Pick<Item, 'priority' | 'position'> => (
    { priority: priority === undefined ? NORMAL : priorities.indexOf(priority), position: position ?? sequence });

  const add = ({ ended, held, priority, position, ...facts }: Draft): Item => {
    const sequence = items.numbers(1);
    const state = ended?.state ?? held ?? 'queued';
    const item: Item = {
      ...facts,
      ...placeOf(priority, position, sequence),
      id: idOf(sequence), sequence,
      state, failure: ended?.failure ?? null,
      startedAt: null, endedAt: hasEnded(state) ? now() : null,
      attempts: 0, retryAt: null, note: ended?.note ?? null, verified: null, resume: null, bytes: 0, decided: null, direct: null, run: tally.run(),
    };
    items.insert(item);
    account(item, 1);
    changes.changed(item);
    if (item.state === 'queued') lanes.list(item).added(item);
    return item;
  };

  /** Files that wait, all found in one folder. */
  const addPack = (drafts: readonly Draft[]): void => {
    const first = drafts[0]!;
    const { parent, lane, direction } = first;
    const sequence = items.numbers(drafts.length);
    const place = placeOf(first.priority, first.position, sequence);
    const run = tally.run();
    packs.pack(drafts, sequence, place.priority, run);
    const bytes = drafts.reduce((sum, { size }) => sum + (size ?? 0), 0);
    tally.countMany({ kind: 'file', state: 'queued', size: bytes, lane, run }, drafts.length);
    sums.addWaiting(parent === null ? null : sequenceOf(parent), drafts.length, bytes);
    changes.many();
    lanes.of(lane).lists[direction].added(place);
  };

  return {
    add,
    bring: (drafts) => {
      for (let start = 0; start < drafts.length; ) {
        const many = followed ? 0 : packs.fitting(drafts, start);
        if (many === 0) add(drafts[start]!);
        else addPack(drafts.slice(start, start + many));
        start += Math.max(many, 1);
      }
    },
  };
}
