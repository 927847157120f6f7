import type { TransferId } from '../../../shared/model/ids.ts';
import type { Item } from './item.ts';
import type { Queue } from './queue.ts';

/** Files that ask at a time, one of which the user sees. What asks is in memory, and the window is told of it again and again. */
const ASKING = 64;

/** Where files wait until the user has decided about them. */
export interface WaitingRoom {
  /** The item waits; true where it asks, false where it has ended meanwhile or has to come back before it may ask. */
  enter(item: Item): boolean;
  /** One that asked has its answer, or has given up. */
  leave(): void;
  /** Lets as many come back as may ask. */
  admit(): void;
}

export function createWaitingRoom(queue: Pick<Queue, 'get' | 'move'>): WaitingRoom {
  let asking = 0;
  /** Those that came when too many asked already, in that order. */
  const behind = new Set<TransferId>();

  return {
    enter: (item) => {
      const asks = asking < ASKING;
      if (!queue.move(item, 'waiting', asks ? {} : { apart: true })) return false;
      if (asks) asking++;
      else behind.add(item.id);
      return asks;
    },
    leave: () => { asking--; },
    admit: () => {
      let room = ASKING - asking;
      for (const id of behind) {
        if (room-- <= 0) return;
        behind.delete(id);
        const item = queue.get(id);
        // It may have been held or given up meanwhile.
        if (item?.state === 'waiting' && item.retryAt === null) queue.move(item, 'queued');
      }
    },
  };
}
