import type { SessionId } from '../../../shared/model/ids.ts';
import type { Item } from './item.ts';
import type { Sort } from './store/schema.ts';

/** Items of one kind that wait for their turn on one lane: the next ones in memory, all others on disk. */
export interface ReadyList {
  /** The next one that still waits; null where there is none. */
  peek(): Item | null;
  /** This one waits too, from here on. */
  added(item: Pick<Item, 'priority' | 'position'>): void;
  /** The order may have changed. */
  changed(): void;
}

/** What waits for one session. */
export interface Lane {
  readonly session: SessionId;
  readonly lists: Readonly<Record<Sort, ReadyList>>;
}

export interface ReadyListOptions {
  /** Reads the first so many in order. */
  readonly load: (count: number) => readonly Item[];
  readonly waits: (item: Item) => boolean;
  /** These are no longer looked at. */
  readonly dropped: (items: readonly Item[]) => void;
}

/** More than may run at a time, since what has just begun may still be among the first that wait on disk. */
const NEAR = 128;

/** Items that were cancelled, held or started meanwhile drop out when they are met. */
export function createReadyList({ load, waits, dropped }: ReadyListOptions): ReadyList {
  let near: readonly Item[] = [];
  let head = 0;
  /** What `near` holds is the beginning of the order. */
  let fresh = true;
  /** There is nothing behind `near`. */
  let whole = true;

  const reload = (): void => {
    const before = near;
    near = load(NEAR);
    head = 0;
    fresh = true;
    whole = near.length < NEAR;
    const kept = new Set(near);
    dropped(before.filter((item) => !kept.has(item)));
  };

  return {
    peek: () => {
      if (!fresh) reload();
      while (true) {
        while (head < near.length && !waits(near[head]!)) head++;
        if (head < near.length) return near[head]!;
        if (whole) return null;
        reload();
      }
    },
    added: (item) => {
      const last = near.at(-1);
      if (whole || (last !== undefined && comesBefore(item, last))) fresh = false;
    },
    changed: () => {
      fresh = false;
    },
  };
}

export function comesBefore(a: Pick<Item, 'priority' | 'position'>, b: Pick<Item, 'priority' | 'position'>): boolean {
  return a.priority < b.priority || (a.priority === b.priority && a.position < b.position);
}
