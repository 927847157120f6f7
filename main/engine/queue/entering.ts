import { priorities } from '../../../shared/model/transfer.ts';
import type { Changes } from './changes.ts';
import { singly, type Found, type PlainFiles } from './found.ts';
import { idOf, type Draft, type Item } from './item.ts';
import type { Lanes } from './lanes.ts';
import type { Sums } from './store/folder-sums.ts';
import type { StoredItems } from './store/items.ts';
import type { Packs } from './store/packs.ts';
import type { Tally } from './tally.ts';
import { hasEnded } from './transitions.ts';

/** How rows come into the queue. */
export interface Entering {
  add(draft: Draft): Item;
  /** The same with what was found in a folder; files with nothing special about them are packed. */
  bring(found: readonly Found[]): void;
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

/** Fewer files are as quick one by one. */
const LEAST = 16;
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

  const addPack = (found: PlainFiles): void => {
    const { folder, files } = found;
    const sequence = items.numbers(files.length);
    const place = placeOf(found.priority, found.position, sequence);
    const run = tally.run();
    packs.pack(found, { ...place, sequence, run });
    const bytes = files.reduce((sum, [, size]) => sum + (size ?? 0), 0);
    tally.countMany({ kind: 'file', state: 'queued', size: bytes, lane: folder.lane, run }, files.length);
    sums.addWaiting(folder.sequence, files.length, bytes);
    changes.many();
    lanes.of(folder.lane).lists[folder.direction].added(place);
  };

  return {
    add,
    bring: (found) => {
      for (const each of found) {
        if (!followed && 'files' in each && each.files.length >= LEAST) addPack(each);
        else for (const draft of singly(each)) add(draft);
      }
    },
  };
}
