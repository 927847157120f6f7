import type { SessionId } from '../../../shared/model/ids.ts';
import type { Item } from './item.ts';
import { comesBefore, type Lane } from './ready.ts';
import { sorts, type Sort } from './store/schema.ts';

export interface Limits {
  /** Files at the same time, over all servers. */
  readonly transfers: number;
  /** Of these, up and down; copies between servers count as both. */
  readonly uploads: number;
  readonly downloads: number;
  /** Files at the same time on one session. */
  readonly onSession: (session: SessionId) => number;
  /** Folders looked into at the same time. */
  readonly folders: number;
}

/** What runs at this moment. */
export interface Running {
  readonly files: number;
  readonly uploads: number;
  readonly downloads: number;
  readonly folders: number;
  readonly onSession: (session: SessionId) => number;
}

/**
 * Which item starts next; null when none may. Folders go beside files and not before them, so that transfers run while a tree is still
 * being looked into. Among sessions, the one whose item is first in the order of the queue; a session at its limit does not hold up the
 * others.
 */
export function nextItem(lanes: Iterable<Lane>, running: Running, limits: Limits): Item | null {
  const open = sorts.filter((sort) => mayStart(sort, running, limits));
  if (open.length === 0) return null;
  let next: Item | null = null;
  for (const { session, lists } of lanes) {
    const full = running.onSession(session) >= limits.onSession(session);
    for (const sort of open) {
      if (full && sort !== 'directory') continue;
      const item = lists[sort].peek();
      if (item !== null && (next === null || comesBefore(item, next))) next = item;
    }
  }
  return next;
}

function mayStart(sort: Sort, running: Running, limits: Limits): boolean {
  if (sort === 'directory') return running.folders < limits.folders;
  if (running.files >= limits.transfers) return false;
  const up = running.uploads < limits.uploads;
  const down = running.downloads < limits.downloads;
  return sort === 'upload' ? up : sort === 'download' ? down : up && down;
}
