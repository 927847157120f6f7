import type { FailureData } from '../../../shared/model/failure.ts';
import type { SessionId, TransferId } from '../../../shared/model/ids.ts';
import { priorities, type Place, type QueuePage, type QueuePageRequest, type TransferNote, type TransferRow, type TransferState } from '../../../shared/model/transfer.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import { createChanges } from './changes.ts';
import { createEntering } from './entering.ts';
import { enterState } from './enter-state.ts';
import { placed, without, type Found } from './found.ts';
import { idOf, rowOf, sequenceOf, type AtTarget, type Draft, type Item, type ResumeFacts } from './item.ts';
import { createLanes } from './lanes.ts';
import type { Lane } from './ready.ts';
import type { Running } from './schedule.ts';
import type { Batches } from './store/batches.ts';
import type { Database } from './store/database.ts';
import { createSums } from './store/folder-sums.ts';
import { createItems, storedKey } from './store/items.ts';
import { createOrder, type Order } from './store/order.ts';
import { createPacks } from './store/packs.ts';
import { createPages, type Pages } from './store/pages.ts';
import { countRows, releaseRunning, restoreTally } from './store/restore-tally.ts';
import { toStored } from './store/text.ts';
import type { Tally } from './tally.ts';
import { hasEnded, transitions } from './transitions.ts';

/** What may change along with the state. */
export interface ItemChange {
  readonly failure?: FailureData;
  readonly size?: number;
  readonly to?: Place;
  readonly decided?: null;
  readonly source?: Entry;
  readonly retryAt?: number;
  readonly attempts?: number;
  readonly resume?: ResumeFacts | null;
  readonly note?: TransferNote;
  /** Nothing goes on with an item that waits: it need not be in memory. One whose next attempt is due later never is. */
  readonly apart?: true;
}

/**
 * The queue as plain state: which items there are, which state each is in, what has changed since it was last told. It starts nothing and
 * waits for nothing; run.ts does. All items lie in the database, and of these only the ones that run or are about to are in memory.
 */
export interface Queue extends Pick<Pages, 'listedIn' | 'found'> {
  add(drafts: readonly Draft[]): readonly Item[];
  /** The same with what was found in a folder. */
  bring(found: readonly Found[]): void;
  /** Many that came so are written down together, and have yet to become rows of their own, which they do as they are needed: how many. */
  packed(): number;
  /** Makes rows of some of them. */
  unpack(): void;
  get(id: TransferId): Item | null;
  /** False, and nothing changes, where the item is gone or may not go from its state to that one. */
  move(item: Item, state: TransferState, change?: ItemChange): boolean;
  /**
   * Writing to the item's target begins, or (null) what was written is gone. It is written down when this resolves, so that no crash and no
   * kill lets bytes be written twice. After a loss of power the last of these may be missing: such a row begins anew, beside what it had left.
   * `left`: what the item has left at its target, though it is of no use.
   */
  begin(item: Item, resume: ResumeFacts | null, left?: AtTarget): Promise<void>;
  /** The same where the next bytes may not wait: it is written down when this returns. */
  beginAtOnce(item: Item, resume: ResumeFacts | null): void;
  /** The same for who calls what this gives back right before the first byte: by then others that begin have often had it written down. */
  beginBefore(item: Item, resume: ResumeFacts): () => void;
  /** An item's place in the order. */
  place(item: Item, order: { readonly priority?: number; readonly position?: number }): void;
  /** The items, and what was found in them, or all when undefined. */
  withContents(ids: readonly TransferId[] | undefined, only?: 'open' | 'ended' | 'any'): readonly TransferId[];
  /** Those of a session that wait for their turn. */
  waitingOn(session: SessionId): readonly TransferId[];
  /** Those of what was found in the folder that no earlier attempt to look into it has brought in. */
  missing<T extends Found>(folder: Item, found: readonly T[]): readonly T[];
  /** These of what was found in the folder, with the priority and in the place that it has at this moment. `left`: rows yet to come of it, these among them. */
  placed<T extends Found>(folder: Item, found: readonly T[], left: number): readonly T[];
  /** Takes an ended item off the list; a folder only once nothing of what was found in it is there any more. */
  remove(item: Item): boolean;
  /** Of these folders, and those above them, the ones that no tab shows anything of any more, with all that is in them, in the order that they can be removed in. */
  unlisted(folders: Iterable<TransferId>): readonly TransferId[];
  page(request: QueuePageRequest): QueuePage;
  /** Every row, for those who follow all of them. */
  rows(): readonly TransferRow[];
  row(item: Item): TransferRow;
  lanes(): Iterable<Lane>;
  readonly running: Running;
  /** Items that run or ask the user something. Few. */
  near(): readonly Item[];
  /** What each folder above an active file says of the bytes that are done. */
  movedBelow(): ReadonlyMap<TransferId, number>;
  readonly order: Pick<Order, 'atEnd' | 'before' | 'after'>;
  /** Numbers all places anew, in the same order, so that there is room between any two. */
  spread(): void;
  /** Nothing waits and nothing runs. */
  idle(): boolean;
  readonly tally: Tally;
  /** Rises with each change. */
  version(): number;
  /** Rows that changed and rows that are gone since the last time. */
  takeChanges(): { readonly rows: readonly TransferRow[]; readonly removed: readonly TransferId[] };
}

export interface QueueOptions {
  readonly database: Database;
  readonly batches: Batches;
  /** Whether each row that changes is told; a window asks for its rows page by page instead. */
  readonly followed: boolean;
  readonly now?: () => number;
}

export function createQueue({ database, batches, followed, now = Date.now }: QueueOptions): Queue {
  const packs = createPacks(database, batches);
  packs.unpack();
  releaseRunning(database);
  const items = createItems(database, batches, packs);
  const sums = createSums(database);
  if (database.setAside !== null) sums.recompute();
  const pages = createPages(database, batches, sums, packs, {
    near: () => near().filter((item) => item.state === 'active' || item.state === 'waiting'),
    held: (sequence) => live.get(sequence),
  }, () => changes.version());
  const tally = restoreTally(database, batches);
  /** What runs, and what the lanes look at: everything of which there must be one object only. */
  const live = new Map<number, Item>();
  const near = (): readonly Item[] => [...live.values()].filter((item) => item.state !== 'queued');
  const changes = createChanges(followed, (item) => queue.row(item));
  database.onCommit(() => {
    sums.flush();
    items.flush();
  });

  database.onRenewed(() => {
    batches.restore();
    items.restore(live.values());
    sums.recompute();
    tally.recount(() => countRows(tally, database, batches));
    for (const { lists } of lanes.all()) for (const list of Object.values(lists)) list.changed();
    changes.many();
  });

  const order = createOrder(database, packs);
  const lanes = createLanes(items, live);
  for (const session of pages.lanes()) lanes.of(session);
  const parentOf = (item: Item): number | null => (item.parent === null ? null : sequenceOf(item.parent));
  const account = (item: Item, by: 1 | -1): void => {
    tally.count(item, by);
    lanes.countActive(item, by);
    sums.add(parentOf(item), item, by);
  };
  const runs = (state: TransferState): boolean => state === 'active' || state === 'expanding' || state === 'waiting';

  const entering = createEntering({ items, packs, tally, sums, changes, lanes, followed, now, account });

  const note = (item: Item, resume: ResumeFacts | null, decided = item.decided): void => {
    Object.assign(item, { resume, decided });
    items.save(item);
  };
  const known = (item: Item): boolean => {
    const held = live.get(item.sequence);
    return held === item || (held === undefined && items.load(item.sequence)?.state === item.state);
  };

  const queue: Queue = {
    add: (drafts) => drafts.map(entering.add),
    bring: entering.bring,
    packed: packs.count,
    unpack: packs.unpackSome,
    get: (id) => {
      const sequence = sequenceOf(id);
      return sequence === null ? null : (live.get(sequence) ?? items.load(sequence));
    },
    move: (item, state, { apart = false, ...change } = {}) => {
      if (!transitions[item.state].includes(state) || !known(item)) return false;
      account(item, -1);
      enterState(item, state, now(), tally.run);
      Object.assign(item, change);
      account(item, 1);
      // That a file has its turn is written down along with what begins at its target: until then nothing has happened that a crash could lose.
      if (state !== 'active') items.save(item);
      if (item.kind === 'directory') sums.touch(item.sequence, state);
      if (runs(state) && !apart && item.retryAt === null) live.set(item.sequence, item);
      else live.delete(item.sequence);
      if (state === 'queued') lanes.list(item).changed();
      changes.changed(item);
      return true;
    },
    begin: (item, resume, left) => {
      note(item, resume, left);
      return database.settled();
    },
    beginAtOnce: (item, resume) => {
      note(item, resume);
      database.commit();
    },
    beginBefore: (item, resume) => {
      note(item, resume);
      return database.pending();
    },
    place: (item, { priority = item.priority, position = item.position }) => {
      Object.assign(item, { priority, position });
      items.save(item);
      lanes.list(item).changed();
      changes.changed(item);
    },
    withContents: (ids, only = 'any') => items.withContents(ids?.map(sequenceOf).filter((sequence) => sequence !== null), only).map(idOf),
    listedIn: pages.listedIn,
    found: pages.found,
    waitingOn: (session) => items.queuedOn(session).filter((sequence) => (live.get(sequence)?.state ?? 'queued') === 'queued').map(idOf),
    missing: (folder, found) => {
      const there = items.namesIn(folder.sequence);
      return there.size === 0 ? found : without(found, (path) => there.has(storedKey(toStored(path))));
    },
    placed: (folder, found, left) => placed(found, priorities[folder.priority]!, order.within(folder, left)),
    remove: (item) => {
      if (!hasEnded(item.state) || !known(item) || items.hasContents(item.sequence)) return false;
      tally.remove(item);
      sums.add(parentOf(item), item, -1);
      items.remove(item.sequence);
      sums.forget(item.sequence);
      changes.removed(item);
      return true;
    },
    unlisted: (folders) => {
      sums.flush();
      return items.unlisted([...folders].map(sequenceOf).filter((sequence) => sequence !== null), tally.counts().done === 0).map(idOf);
    },
    page: pages.page,
    rows: pages.rows,
    row: (item) => rowOf(item, item.kind === 'directory' ? sums.of(item.sequence) : null),
    lanes: lanes.all,
    running: lanes.running(tally),
    near,
    movedBelow: pages.movedBelow,
    order,
    spread: () => {
      order.spread();
      for (const item of live.values()) item.position = items.load(item.sequence)?.position ?? item.position;
      for (const { lists } of lanes.all()) for (const list of Object.values(lists)) list.changed();
    },
    idle: () => tally.open() === 0,
    tally,
    version: changes.version,
    takeChanges: changes.take,
  };
  return queue;
}
