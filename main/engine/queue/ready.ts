import type { SessionId } from '../../../shared/model/ids.ts';
import type { Item } from './item.ts';

/** Items that wait for their turn, first come first served, in constant time however many they are. */
export interface ReadyList {
  push(item: Item): void;
  /** Puts it before all others: it has had its turn already. */
  pushFront(item: Item): void;
  /** The next one that still waits; null where there is none. */
  peek(): Item | null;
}

/** What waits for one session: files for a place to transfer in, folders to be looked into. */
export interface Lane {
  readonly session: SessionId;
  readonly files: ReadyList;
  readonly folders: ReadyList;
}

const SLACK = 1_024;

/** Items that were cancelled, taken off the list or started meanwhile drop out when they are met. `waits` tells. */
export function createReadyList(waits: (item: Item) => boolean): ReadyList {
  let items: Item[] = [];
  let head = 0;
  const front: Item[] = [];

  return {
    push: (item) => void items.push(item),
    pushFront: (item) => void front.push(item),
    peek: () => {
      while (front.length > 0) {
        const last = front.at(-1)!;
        if (waits(last)) return last;
        front.pop();
      }
      while (head < items.length && !waits(items[head]!)) head++;
      if (head > SLACK && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return items[head] ?? null;
    },
  };
}
