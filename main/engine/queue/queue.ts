import { transferIdSchema, type SessionId, type TransferId } from '../../../shared/model/ids.ts';
import type { FailureData } from '../../../shared/model/failure.ts';
import type { Place, TransferState } from '../../../shared/model/transfer.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import { rowOf, type Draft, type Item } from './item.ts';
import { createReadyList, type Lane } from './ready.ts';
import type { Running } from './schedule.ts';
import { createTally, type Tally } from './tally.ts';
import { hasEnded, transitions } from './transitions.ts';
import type { TransferRow } from '../../../shared/model/transfer.ts';

/** What may change along with the state. */
export interface ItemChange {
  readonly failure?: FailureData;
  readonly size?: number;
  readonly to?: Place;
  readonly decided?: boolean;
  readonly source?: Entry;
}

/**
 * The queue as plain state: which items there are, which state each is in, what has changed since it was last told. It starts nothing and
 * waits for nothing; run.ts does.
 */
export interface Queue {
  add(drafts: readonly Draft[]): readonly Item[];
  get(id: TransferId): Item | null;
  all(): IterableIterator<Item>;
  /** False, and nothing changes, where the item is gone or may not go from its state to that one. */
  move(item: Item, state: TransferState, change?: ItemChange): boolean;
  /** The items, and what was found in them, or all when undefined. */
  withContents(ids: readonly TransferId[] | undefined): readonly Item[];
  /** Takes an ended item off the list. */
  remove(item: Item): boolean;
  lanes(): Iterable<Lane>;
  readonly running: Running;
  /** Nothing waits and nothing runs. */
  idle(): boolean;
  readonly tally: Tally;
  /** Rows that changed and rows that are gone since the last time. */
  takeChanges(): { readonly rows: readonly TransferRow[]; readonly removed: readonly TransferId[] };
}

export function createQueue(now: () => number = Date.now): Queue {
  const items = new Map<TransferId, Item>();
  const lanes = new Map<SessionId, Lane>();
  const activeOn = new Map<SessionId, number>();
  const tally = createTally();
  let changed = new Set<Item>();
  let removed: TransferId[] = [];
  let lastSequence = 0;

  const waits = (item: Item): boolean => item.state === 'queued' && items.get(item.id) === item;
  const laneOf = (session: SessionId): Lane => {
    let lane = lanes.get(session);
    if (lane === undefined) {
      lane = { session, files: createReadyList(waits), folders: createReadyList(waits) };
      lanes.set(session, lane);
    }
    return lane;
  };
  const ready = (item: Item) => {
    const lane = laneOf(item.lane);
    return item.kind === 'file' ? lane.files : lane.folders;
  };
  const countActive = (item: Item, by: 1 | -1): void => {
    if (item.state === 'active') activeOn.set(item.lane, (activeOn.get(item.lane) ?? 0) + by);
  };

  const add = (draft: Draft): Item => {
    const { ended, ...facts } = draft;
    const sequence = ++lastSequence;
    const item: Item = {
      ...facts,
      id: transferIdSchema.parse(`t${sequence}`),
      sequence,
      state: ended?.state ?? 'queued',
      failure: ended?.failure ?? null,
      startedAt: null,
      endedAt: ended === undefined ? null : now(),
      bytes: 0,
      decided: false,
      direct: null,
      run: tally.run(),
    };
    items.set(item.id, item);
    tally.count(item, 1);
    changed.add(item);
    if (item.state === 'queued') ready(item).push(item);
    return item;
  };

  const stamp = (item: Item, from: TransferState): void => {
    if (item.state === 'active' || item.state === 'expanding') item.startedAt ??= now();
    if (hasEnded(item.state)) item.endedAt = now();
    if (item.state !== 'queued') return;
    if (from === 'waiting') ready(item).pushFront(item);
    else {
      // A retry starts over.
      Object.assign(item, { bytes: 0, failure: null, startedAt: null, endedAt: null, decided: false, direct: null, run: tally.run() });
      ready(item).push(item);
    }
  };

  return {
    add: (drafts) => drafts.map(add),
    get: (id) => items.get(id) ?? null,
    all: () => items.values(),
    move: (item, state, change = {}) => {
      if (items.get(item.id) !== item || !transitions[item.state].includes(state)) return false;
      const from = item.state;
      tally.count(item, -1);
      countActive(item, -1);
      item.state = state;
      Object.assign(item, change);
      stamp(item, from);
      countActive(item, 1);
      tally.count(item, 1);
      changed.add(item);
      return true;
    },
    withContents: (ids) => {
      if (ids === undefined) return [...items.values()];
      const wanted = new Set(ids);
      const found: Item[] = [];
      // What was found in a folder always stands after the folder.
      for (const item of items.values()) {
        if (!wanted.has(item.id) && (item.parent === null || !wanted.has(item.parent))) continue;
        wanted.add(item.id);
        found.push(item);
      }
      return found;
    },
    remove: (item) => {
      if (items.get(item.id) !== item || !hasEnded(item.state)) return false;
      tally.count(item, -1);
      items.delete(item.id);
      changed.delete(item);
      removed.push(item.id);
      return true;
    },
    lanes: () => lanes.values(),
    running: {
      get files() { return tally.in('active'); },
      get folders() { return tally.in('expanding'); },
      onSession: (session) => activeOn.get(session) ?? 0,
    },
    idle: () => tally.open() === 0,
    tally,
    takeChanges: () => {
      const changes = { rows: [...changed].map(rowOf), removed };
      changed = new Set();
      removed = [];
      return changes;
    },
  };
}
