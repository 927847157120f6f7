import { ArrowDown, ArrowUp } from 'lucide-react';
import type { PointerEvent } from 'react';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { columnSpec, LEAST_WIDTH } from './columns.ts';
import type { Column, Sort } from './sort.ts';
import './column-header.css';

interface ColumnHeaderProps {
  readonly columns: readonly Column[];
  readonly sort: Sort;
  readonly onSort: (column: Column) => void;
  /** A null width takes the column's own again. */
  readonly onResize: (column: Column, width: number | null) => void;
}

/** The header row: a click sorts, the left edge of a column resizes it, a double-click there gives back its own width. */
export function ColumnHeader({ columns, sort, onSort, onResize }: ColumnHeaderProps) {
  return (
    <div role="row" aria-rowindex={1} className="column-header">
      {columns.map((column) => {
        const sorted = sort.column === column;
        const Arrow = sort.descending ? ArrowDown : ArrowUp;
        return (
          <div
            key={column}
            role="columnheader"
            aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            className={classNames('column-head', columnSpec(column).numeric && 'column-head--numeric', sorted && 'column-head--sorted')}
          >
            {column === 'name' ? null : <Resizer onResize={(width) => onResize(column, width)} />}
            <button type="button" tabIndex={-1} className="column-sort" onClick={() => onSort(column)}>
              <span>{t(columnSpec(column).label)}</span>
              {sorted ? <Arrow size={12} strokeWidth={2} aria-hidden /> : null}
            </button>
          </div>
        );
      })}
    </div>
  );
}

function Resizer({ onResize }: { readonly onResize: (width: number | null) => void }) {
  const drag = (event: PointerEvent<HTMLSpanElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const right = event.currentTarget.parentElement!.getBoundingClientRect().right;
    onResize(Math.max(LEAST_WIDTH, Math.min(600, Math.round(right - event.clientX))));
  };
  return (
    <span
      className="column-resizer"
      aria-hidden
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onDoubleClick={() => onResize(null)}
    />
  );
}
