import type { TransferId } from '../../../shared/model/ids.ts';
import type { Item } from './item.ts';

/** How far the attempts at each item have come: one that begins further on than the last shows that something got done, and has its own attempts before it. */
export interface Reached {
  /** An attempt goes on after so many bytes. */
  began(item: Item, offset: number): void;
  /** An attempt ended where the item's bytes are, and another one follows. */
  ended(item: Item): void;
  /** No other follows. */
  forget(id: TransferId): void;
}

export function createReached(): Reached {
  const before = new Map<TransferId, { readonly began: number; readonly reached: number }>();
  const of = (id: TransferId) => before.get(id) ?? { began: 0, reached: 0 };

  return {
    began: (item, offset) => {
      const { began, reached } = of(item.id);
      if (offset > began) item.attempts = 0;
      // Where a server goes on nowhere, beginning anew is no step back that would make the next attempt one forward.
      before.set(item.id, { began: Math.max(began, offset), reached });
      item.bytes = offset;
      if (offset > 0 && (item.note === null || item.note === 'began-anew')) item.note = 'went-on';
      else if (offset === 0 && reached > 0 && item.note !== 'source-changed') item.note = 'began-anew';
    },
    ended: (item) => void before.set(item.id, { ...of(item.id), reached: item.bytes }),
    forget: (id) => void before.delete(id),
  };
}
