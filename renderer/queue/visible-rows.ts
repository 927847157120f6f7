import type { TransferId } from '../../shared/model/ids.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';
import type { Aggregate } from './aggregate.ts';
import { type QueueTab, tabOfRow } from './queue-store.ts';

export interface VisibleRow {
  readonly id: TransferId;
  /** How many folders that are shown it stands under. */
  readonly depth: number;
  readonly expandable: boolean;
}

/**
 * The rows of a tab, as a tree: what is in a folder row shows once that is expanded, except for files that move just now, which always
 * show. Finished rows stand newest first.
 */
export function visibleRows(
  { rows, below }: { readonly rows: ReadonlyMap<TransferId, TransferRow>; readonly below: ReadonlyMap<TransferId, Aggregate> },
  tab: QueueTab,
  expanded: ReadonlySet<TransferId>,
): readonly VisibleRow[] {
  const roots: TransferRow[] = [];
  const children = new Map<TransferId, TransferRow[]>();
  for (const row of rows.values()) {
    if (tabOfRow(row, below) !== tab) continue;
    const parent = row.parent === null ? undefined : rows.get(row.parent);
    if (parent === undefined || tabOfRow(parent, below) !== tab) roots.push(row);
    else {
      const siblings = children.get(parent.id);
      if (siblings === undefined) children.set(parent.id, [row]);
      else siblings.push(row);
    }
  }
  if (tab !== 'queued') roots.sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));

  const shown: VisibleRow[] = [];
  const show = (row: TransferRow, depth: number, open: boolean): void => {
    const moving = row.state === 'active' || row.state === 'waiting';
    const inside = children.get(row.id) ?? [];
    const visible = open || (moving && row.kind === 'file');
    if (visible) shown.push({ id: row.id, depth, expandable: row.kind === 'directory' && inside.length > 0 });
    for (const child of inside) show(child, visible ? depth + 1 : depth, open && expanded.has(row.id));
  };
  for (const row of roots) show(row, 0, true);
  return shown;
}
