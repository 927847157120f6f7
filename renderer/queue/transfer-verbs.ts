import type { Outcome } from '../../shared/model/outcome.ts';
import type { Priority, TransferScope } from '../../shared/model/transfer.ts';
import type { TransferId } from '../../shared/model/ids.ts';
import type { Hawser } from '../hawser.ts';
import { NONE_CHOSEN } from './chosen.ts';
import { type Slot, slotAt } from './queue-slots.ts';
import { chosenIds, chosenTransfers } from './queue-view.ts';

type Which = TransferId[] | TransferScope;

async function forChosen({ queue, notices }: Hawser, act: (which: Which) => Promise<Outcome<void>>): Promise<void> {
  for (const which of chosenTransfers(queue.view.getState())) {
    const done = await act(which);
    if (!done.ok) notices.showFailure(done.failure);
  }
}

/** What is chosen leaves the tab, and nothing is chosen any more, unless the user has gone on to choose something else. */
async function forLeaving(hawser: Hawser, act: (which: Which) => Promise<Outcome<void>>): Promise<void> {
  const { view } = hawser.queue;
  const { chosen } = view.getState();
  await forChosen(hawser, act);
  if (view.getState().chosen !== chosen) return;
  // The keyboard stays where it was, on whatever moved up.
  view.setState({ chosen: { ...NONE_CHOSEN, focus: chosen.focus === null ? null : { index: chosen.focus.index, key: null } } });
}

export const cancelChosen = (hawser: Hawser): Promise<void> => forLeaving(hawser, hawser.engine.cancelTransfers);
export const retryChosen = (hawser: Hawser): Promise<void> => (hawser.queue.view.getState().tab === 'queued' ? forChosen : forLeaving)(hawser, hawser.engine.retryTransfers);
export const removeChosen = (hawser: Hawser): Promise<void> => forLeaving(hawser, hawser.engine.clearTransfers);
export const holdChosen = (hawser: Hawser, held: boolean): Promise<void> => forChosen(hawser, (which) => hawser.engine.pauseTransfers(which, held));
export const prioritizeChosen = (hawser: Hawser, priority: Priority): Promise<void> => forChosen(hawser, (which) => hawser.engine.prioritizeTransfers(which, priority));

export type Step = 'up' | 'down' | 'first' | 'last';

/** Moves the chosen rows among their neighbours; rows of several folders go where the first, or the last, of them goes. */
export async function moveChosen(hawser: Hawser, step: Step): Promise<void> {
  const { page } = hawser.queue.store.getState();
  const ids = chosenIds(hawser.queue.view.getState().chosen);
  if (ids.length === 0 || page === null) return;
  const movement = step === 'first' || step === 'last' ? step : beside(page.slots, new Set(ids), step);
  if (movement === null) return;
  const moved = await hawser.engine.moveTransfers([...ids], movement);
  if (!moved.ok) hawser.notices.showFailure(moved.failure);
}

/** The neighbour that chosen rows change places with; null where there is none. */
function beside(slots: readonly Slot[], ids: ReadonlySet<TransferId>, step: 'up' | 'down'): { readonly before: TransferId } | { readonly after: TransferId } | null {
  const order = step === 'up' ? slots : slots.toReversed();
  const start = order.findIndex(({ listed }) => listed !== null && ids.has(listed.row.id));
  const own = order[start]?.listed;
  if (own === undefined || own === null) return null;
  const found = order.slice(0, start).toReversed().find(({ listed }) => listed !== null && listed.row.parent === own.row.parent && listed.row.server === own.row.server && listed.depth === own.depth);
  const id = found?.listed?.row.id;
  if (id === undefined) return null;
  return step === 'up' ? { before: id } : { after: id };
}

/** Whether rows can be put there: not where nobody knows yet what stands there. Behind the last line is behind all. */
export function takesDrop({ queue }: Pick<Hawser, 'queue'>, index: number): boolean {
  const { page } = queue.store.getState();
  return slotAt(page, index) !== undefined || index >= (page?.total ?? 0);
}

/** Puts the chosen rows before the one at this place, before all of a server, or behind all. */
export async function dropChosen(hawser: Hawser, index: number): Promise<void> {
  if (!takesDrop(hawser, index)) return;
  const ids = chosenIds(hawser.queue.view.getState().chosen);
  const slot = slotAt(hawser.queue.store.getState().page, index);
  const target = slot === undefined ? null : slot.server === null ? slot.key : await firstOf(hawser, slot.server);
  if (ids.length === 0 || (target !== null && ids.includes(target))) return;
  const moved = await hawser.engine.moveTransfers([...ids], target === null ? 'last' : { before: target });
  if (!moved.ok) hawser.notices.showFailure(moved.failure);
}

/** The first row of a server, whether or not it is folded away. */
async function firstOf({ engine }: Hawser, server: string): Promise<TransferId | null> {
  const page = await engine.queuePage({ tab: 'queued', server, expanded: [], offset: 0, count: 1 });
  return page.ok ? (page.value.rows[0]?.row.id ?? null) : null;
}
