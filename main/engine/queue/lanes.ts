import type { SessionId } from '../../../shared/model/ids.ts';
import type { Item } from './item.ts';
import { createReadyList, type Lane, type ReadyList } from './ready.ts';
import type { Running } from './schedule.ts';
import { sortOf, type StoredItems } from './store/items.ts';
import type { Sort } from './store/schema.ts';
import type { Tally } from './tally.ts';

/** Who waits and who runs, by session. */
export interface Lanes {
  of(session: SessionId): Lane;
  all(): Iterable<Lane>;
  /** The list that the item waits in when it is queued. */
  list(item: Item): ReadyList;
  countActive(item: Item, by: 1 | -1): void;
  running(tally: Tally): Running;
}

/** `live`: the objects of items that are in memory, by number; what the lists look at is kept there, so that there is one object of each only. */
export function createLanes(items: Pick<StoredItems, 'ready'>, live: Map<number, Item>): Lanes {
  const lanes = new Map<SessionId, Lane>();
  const activeOn = new Map<SessionId, number>();
  const active = { upload: 0, download: 0, copy: 0 };

  const waits = (item: Item): boolean => item.state === 'queued' && live.get(item.sequence) === item;
  const listOf = (session: SessionId, sort: Sort): ReadyList =>
    createReadyList({
      waits,
      load: (count) => items.ready(session, sort, count).map((stored) => {
        const item = live.get(stored.sequence) ?? stored;
        live.set(item.sequence, item);
        return item;
      }),
      dropped: (dropped) => {
        for (const item of dropped) if (item.state === 'queued' && live.get(item.sequence) === item) live.delete(item.sequence);
      },
    });
  const of = (session: SessionId): Lane => {
    let lane = lanes.get(session);
    if (lane === undefined) {
      const lists = { directory: listOf(session, 'directory'), upload: listOf(session, 'upload'), download: listOf(session, 'download'), copy: listOf(session, 'copy') };
      for (const list of Object.values(lists)) list.changed();
      lanes.set(session, (lane = { session, lists }));
    }
    return lane;
  };

  return {
    of,
    all: () => lanes.values(),
    list: (item) => of(item.lane).lists[sortOf(item)],
    countActive: (item, by) => {
      if (item.state !== 'active') return;
      active[item.direction] += by;
      activeOn.set(item.lane, (activeOn.get(item.lane) ?? 0) + by);
    },
    running: (tally) => ({
      get files() { return tally.in('active'); },
      get uploads() { return active.upload + active.copy; },
      get downloads() { return active.download + active.copy; },
      get folders() { return tally.in('expanding'); },
      onSession: (session) => activeOn.get(session) ?? 0,
    }),
  };
}
