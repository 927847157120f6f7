import type { TransferId } from '../../../shared/model/ids.ts';
import type { TransferRow } from '../../../shared/model/transfer.ts';
import type { Item } from './item.ts';

/** What has changed since it was last told. */
export interface Changes {
  changed(item: Item): void;
  removed(item: Item): void;
  /** More rows changed than are told one by one. */
  many(): void;
  version(): number;
  take(): { readonly rows: readonly TransferRow[]; readonly removed: readonly TransferId[] };
}

/** `followed`: whether each row is kept until it is told, or only that something changed. */
export function createChanges(followed: boolean, rowOf: (item: Item) => TransferRow): Changes {
  let changed = new Map<TransferId, Item>();
  let removed: TransferId[] = [];
  let version = 0;
  return {
    changed: (item) => {
      version++;
      if (followed) changed.set(item.id, item);
    },
    removed: (item) => {
      version++;
      if (!followed) return;
      changed.delete(item.id);
      removed.push(item.id);
    },
    many: () => { version++; },
    version: () => version,
    take: () => {
      const changes = { rows: [...changed.values()].map(rowOf), removed };
      changed = new Map();
      removed = [];
      return changes;
    },
  };
}
