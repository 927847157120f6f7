import type { TransferId } from '../../../shared/model/ids.ts';

export interface Due {
  readonly id: TransferId;
  readonly at: number;
}

/** What is due at some time, the earliest first: a binary heap, so that many items that wait cost little each. */
export interface DueList {
  add(id: TransferId, at: number): void;
  /** When the earliest is due; infinity where there is none. */
  next(): number;
  /** Takes out all that are due by then, in order. */
  take(until: number): readonly Due[];
  clear(): void;
}

export function createDueList(): DueList {
  const heap: Due[] = [];
  const at = (index: number): number => heap[index]?.at ?? Number.POSITIVE_INFINITY;
  const swap = (a: number, b: number): void => {
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  };
  const rise = (index: number): void => {
    for (let child = index, above = (child - 1) >> 1; child > 0 && at(child) < at(above); child = above, above = (child - 1) >> 1) swap(child, above);
  };
  const sink = (index: number): void => {
    for (let above = index; ; ) {
      const child = at(2 * above + 1) <= at(2 * above + 2) ? 2 * above + 1 : 2 * above + 2;
      if (at(child) >= at(above)) return;
      swap(child, above);
      above = child;
    }
  };
  const first = (): Due => {
    const earliest = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      sink(0);
    }
    return earliest;
  };

  return {
    add: (id, time) => {
      heap.push({ id, at: time });
      rise(heap.length - 1);
    },
    next: () => at(0),
    take: (until) => {
      const taken: Due[] = [];
      while (at(0) <= until && heap.length > 0) taken.push(first());
      return taken;
    },
    clear: () => { heap.length = 0; },
  };
}
