import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TransferId } from '../../shared/model/ids.ts';
import type { QueuePageRequest, QueueTab, TransferScope } from '../../shared/model/transfer.ts';
import { type Chosen, NONE_CHOSEN } from './chosen.ts';
import { serverOfKey } from './queue-slots.ts';

/** What the user looks at in the queue, and what he has chosen there. */
export interface QueueView {
  readonly tab: QueueTab;
  /** Empty for all. */
  readonly search: string;
  readonly expanded: ReadonlySet<TransferId>;
  /** Servers whose transfers are folded away. */
  readonly closed: ReadonlySet<string>;
  readonly chosen: Chosen;
}
export type QueueViewStore = StoreApi<QueueView>;

export function createQueueView(): QueueViewStore {
  return createStore<QueueView>(() => ({ tab: 'queued', search: '', expanded: new Set(), closed: new Set(), chosen: NONE_CHOSEN }));
}

/** What the engine is asked for to show this part. */
export function requestFor({ tab, search, expanded, closed }: QueueView, offset: number, count: number): QueuePageRequest {
  const found = search.trim();
  return { tab, expanded: [...expanded].slice(-1000), offset, count, ...(found === '' ? { byServer: { closed: [...closed].slice(-200) } } : { search: found }) };
}

/** All that is listed, in the words of the engine. */
export function scopeOf({ tab, search }: QueueView): TransferScope {
  const found = search.trim();
  return { tab, ...(found === '' ? {} : { search: found }) };
}

/** What is chosen, in the words of the engine: one call for each. */
export function chosenTransfers(view: QueueView): readonly (TransferId[] | TransferScope)[] {
  const { chosen, tab } = view;
  if (chosen.all) return [scopeOf(view)];
  const ids = chosenIds(chosen);
  const servers = [...chosen.keys].map(serverOfKey).filter((server) => server !== null);
  return [...(ids.length === 0 ? [] : [ids]), ...servers.map((server) => ({ tab, server }))];
}

/** The chosen transfers that are named one by one. */
export function chosenIds({ keys }: Chosen): TransferId[] {
  return [...keys].filter((key) => serverOfKey(key) === null) as TransferId[];
}
