import type { Entry } from '../../shared/model/entry.ts';
import type { PlainKey } from '../locale/translate.ts';
import type { Column } from './sort.ts';

interface ColumnSpec {
  readonly label: PlainKey;
  /** CSS pixels; the name takes what is left. */
  readonly width: number;
  readonly numeric: boolean;
}

const specs: Readonly<Record<Column, ColumnSpec>> = {
  name: { label: 'column.name', width: 0, numeric: false },
  size: { label: 'column.size', width: 78, numeric: true },
  type: { label: 'column.type', width: 76, numeric: false },
  modified: { label: 'column.modified', width: 132, numeric: false },
  permissions: { label: 'column.permissions', width: 92, numeric: false },
  owner: { label: 'column.owner', width: 104, numeric: false },
};
export const columnSpec = (column: Column): ColumnSpec => specs[column];

const order: readonly Column[] = ['name', 'size', 'type', 'modified', 'permissions', 'owner'];
/** Which columns go first where there is no room. */
const dropped: readonly Column[] = ['owner', 'type', 'permissions', 'modified'];
/** Names narrower than this say too little. */
const LEAST_NAME = 150;
export const LEAST_WIDTH = 48;
const MARGIN = 8;

type Widths = Readonly<Record<string, number>>;
const widthOf = (column: Column, widths: Widths): number => Math.max(LEAST_WIDTH, widths[column] ?? specs[column].width);

/** The columns that have something to say and that a pane of this width has room for. `widths` are the user's own, by column. */
export function columnsFor(width: number, widths: Widths, rows: readonly Entry[]): readonly Column[] {
  const shown = new Set(order);
  if (rows.length > 0 && !rows.some((row) => row.owner !== null)) shown.delete('owner');
  if (rows.length > 0 && !rows.some((row) => row.mode !== null)) shown.delete('permissions');
  const taken = (): number => [...shown].reduce((sum, column) => sum + (column === 'name' ? LEAST_NAME : widthOf(column, widths)), MARGIN);
  for (const column of dropped) if (taken() > width) shown.delete(column);
  return order.filter((column) => shown.has(column));
}

/** The value of grid-template-columns for these columns. */
export function gridTemplate(columns: readonly Column[], widths: Widths): string {
  return columns.map((column) => (column === 'name' ? 'minmax(96px, 1fr)' : `${widthOf(column, widths)}px`)).join(' ');
}
