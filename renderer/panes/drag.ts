import type { DragEvent } from 'react';
import type { Entry } from '../../shared/model/entry.ts';
import { displayName } from '../../shared/format/display-name.ts';
import type { Hawser } from '../hawser.ts';
import { counted, t } from '../locale/translate.ts';
import { type Side, selectedEntries } from './pane-state.ts';
import { otherSide, transfer, transferLabel, uploadDropped } from './transfer.ts';

/** The kind of data that rows of a side are dragged as; names travel in the store, not through the system's clipboard. */
const kindOf = (side: Side): string => `application/x-hawser-${side}`;

/** Starts a drag of the selection, with a small badge under the pointer. `between`: both sides are servers. */
export function startDrag(event: DragEvent, side: Side, entries: readonly Entry[], between: boolean): void {
  event.dataTransfer.setData(kindOf(side), String(entries.length));
  event.dataTransfer.effectAllowed = 'copy';
  const badge = document.createElement('div');
  badge.className = 'drag-badge';
  const first = entries[0];
  badge.textContent = entries.length === 1 && first !== undefined ? displayName(first.name) : counted('pane.items', entries.length);
  badge.setAttribute('aria-label', t(transferLabel(side, between)));
  document.body.append(badge);
  event.dataTransfer.setDragImage(badge, -14, 10);
  // The browser has taken its picture of the badge by the next frame.
  requestAnimationFrame(() => badge.remove());
}

/** Whether what is dragged can be dropped on this side: it comes from the other one, or from the system's file manager to be uploaded. */
export function isOfferedTo(event: DragEvent, side: Side): boolean {
  return event.dataTransfer.types.includes(kindOf(otherSide(side))) || isFromOutside(event, side);
}

function isFromOutside(event: DragEvent, side: Side): boolean {
  return side === 'remote' && event.dataTransfer.types.includes('Files');
}

/** Queues what was dropped for this side's folder, or for the folder row it was dropped on. */
export function dropOn(hawser: Hawser, event: DragEvent, side: Side, folder?: string): void {
  if (!isOfferedTo(event, side)) return;
  event.preventDefault();
  event.stopPropagation();
  if (isFromOutside(event, side)) {
    void uploadDropped(hawser, filesOf(event), folder);
    return;
  }
  const from = otherSide(side);
  void transfer(hawser, from, selectedEntries(hawser.panes[from].store.getState()), folder);
}

function filesOf(event: DragEvent): { path: string; kind: 'file' | 'directory' }[] {
  return [...event.dataTransfer.items].flatMap((item) => {
    const file = item.getAsFile();
    const path = file === null ? '' : window.hawser.pathOf(file);
    return path === '' ? [] : [{ path, kind: item.webkitGetAsEntry()?.isDirectory === true ? ('directory' as const) : ('file' as const) }];
  });
}
