import type { PlainKey } from '../locale/translate.ts';
import type { Column } from './sort.ts';

interface ColumnSpec {
  readonly label: PlainKey;
  /** CSS pixels; the name takes what is left. */
  readonly width: number;
  /** Shown from this width of the pane on. */
  readonly from: number;
  readonly numeric: boolean;
}

const specs: Readonly<Record<Column, ColumnSpec>> = {
  name: { label: 'column.name', width: 0, from: 0, numeric: false },
  size: { label: 'column.size', width: 78, from: 0, numeric: true },
  type: { label: 'column.type', width: 74, from: 500, numeric: false },
  modified: { label: 'column.modified', width: 132, from: 340, numeric: false },
  permissions: { label: 'column.permissions', width: 92, from: 560, numeric: false },
  owner: { label: 'column.owner', width: 104, from: 624, numeric: false },
};
export const columnSpec = (column: Column): ColumnSpec => specs[column];

const order: readonly Column[] = ['name', 'size', 'type', 'modified', 'permissions', 'owner'];

/** The columns that a pane of this width has room for. */
export function columnsFor(width: number): readonly Column[] {
  return order.filter((column) => width >= specs[column].from);
}

export const LEAST_WIDTH = 48;

/** The value of grid-template-columns for these columns. `widths` are the user's own, by column. */
export function gridTemplate(columns: readonly Column[], widths: Readonly<Record<string, number>>): string {
  return columns.map((column) => (column === 'name' ? 'minmax(96px, 1fr)' : `${Math.max(LEAST_WIDTH, widths[column] ?? specs[column].width)}px`)).join(' ');
}
