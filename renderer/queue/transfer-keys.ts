import type { KeyboardEvent } from 'react';
import type { Hawser } from '../hawser.ts';
import { runCommand } from '../run-command.ts';
import { focusQueueSearch } from '../window/focus.ts';
import { chooseAt } from './choose-lines.ts';
import { indexOfKey, slotAt } from './queue-slots.ts';
import { toggleLine } from './toggle-line.ts';

const moves = { ArrowUp: 'transferUp', ArrowDown: 'transferDown', Home: 'transferFirst', End: 'transferLast' } as const;

/** The place that the keyboard is on; -1 for none. */
export function focusIndex({ queue }: Pick<Hawser, 'queue'>): number {
  const { focus } = queue.view.getState().chosen;
  const at = indexOfKey(queue.store.getState().page, focus?.key ?? null);
  return at >= 0 ? at : (focus?.index ?? -1);
}

/** The keyboard of the list; true where the key was its own. `page`: rows on the screen. */
export function pressKey(hawser: Hawser, event: KeyboardEvent, page: number): boolean {
  const { key, altKey, shiftKey } = event;
  const { view, store } = hawser.queue;
  const many = event.ctrlKey || event.metaKey;
  const total = store.getState().page?.total ?? 0;
  const index = Math.min(focusIndex(hawser), total - 1);
  const slot = slotAt(store.getState().page, index);
  if (altKey) {
    const command = moves[key as keyof typeof moves];
    if (command !== undefined) runCommand(hawser, command);
    return command !== undefined;
  }
  const steps: Readonly<Record<string, number>> = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + page, PageUp: index - page, Home: 0, End: total - 1 };
  const next = steps[key];
  if (next !== undefined) {
    if (total > 0) void chooseAt(hawser, Math.max(0, Math.min(total - 1, next)), shiftKey ? 'range' : many ? 'move' : 'one');
    return true;
  }
  if (many) {
    if (key.toLowerCase() === 'a') view.setState(({ chosen }) => ({ chosen: { ...chosen, all: total > 0, keys: new Set() } }));
    else if (key.toLowerCase() === 'f') focusQueueSearch();
    else return false;
    return true;
  }
  switch (key) {
    case ' ':
      if (index >= 0) void chooseAt(hawser, index, 'toggle');
      return true;
    case 'ArrowRight':
    case 'ArrowLeft':
      if (slot !== undefined) toggleLine(hawser, slot, key === 'ArrowRight');
      return true;
    case 'Delete':
      runCommand(hawser, view.getState().tab === 'queued' ? 'transferCancel' : 'transferRemove');
      return true;
    case 'Enter':
      if (slot !== undefined && slot.server !== null) toggleLine(hawser, slot);
      else runCommand(hawser, 'transferRetry');
      return true;
    default:
      return false;
  }
}
