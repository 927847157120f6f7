import type { TransferId } from '../../shared/model/ids.ts';
import type { ListedRow, QueuePage, QueuePageRequest, QueueTab } from '../../shared/model/transfer.ts';

/** What stands in one line of the list: a transfer, or the name of a server above its transfers. */
export type Slot = { readonly key: string; readonly server: string; readonly listed: null } | { readonly key: TransferId; readonly server: null; readonly listed: ListedRow };

/** The part of a tab that is at hand, and how long the whole is. */
export interface ShownPage {
  readonly tab: QueueTab;
  /** What it was searched for; empty where it was not. */
  readonly search: string;
  readonly offset: number;
  readonly slots: readonly Slot[];
  readonly total: number;
  /** More may be found. */
  readonly searching: boolean;
}

const SERVER = 'server:';
export const serverKey = (server: string): string => SERVER + server;
/** The server that a key stands for; null for that of a transfer. */
export const serverOfKey = (key: string): string | null => (key.startsWith(SERVER) ? key.slice(SERVER.length) : null);

/** Puts rows and heads together in the order of the list. */
export function shownPage({ tab, search = '', offset, count }: QueuePageRequest, { rows, heads, total, found }: QueuePage): ShownPage {
  const here = new Map(heads.filter(({ at }) => at >= offset && at < offset + count).map(({ at, server }) => [at, server]));
  const slots: Slot[] = [];
  let next = 0;
  while (slots.length < count && (next < rows.length || here.has(offset + slots.length))) {
    const server = here.get(offset + slots.length);
    if (server === undefined) {
      const listed = rows[next++]!;
      slots.push({ key: listed.row.id, server: null, listed });
    } else slots.push({ key: serverKey(server), server, listed: null });
  }
  return { tab, search, offset, slots, total, searching: found === 'partly' };
}

/** What stands at this place of the list; undefined while it is not at hand. */
export function slotAt(page: ShownPage | null, index: number): Slot | undefined {
  return page?.slots[index - page.offset];
}

/** Where this one stands; -1 while it is not at hand. */
export function indexOfKey(page: ShownPage | null, key: string | null): number {
  const at = page === null || key === null ? -1 : page.slots.findIndex((slot) => slot.key === key);
  return at < 0 ? -1 : page!.offset + at;
}
