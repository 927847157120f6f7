import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { leadsToDirectory } from '../../shared/model/entry.ts';
import { t } from '../locale/translate.ts';
import { useWidth } from '../ui/use-extent.ts';
import { useHawser } from '../use-hawser.ts';
import { ColumnHeader } from './column-header.tsx';
import { columnsFor, gridTemplate } from './columns.ts';
import { paneWords } from './pane-words.ts';
import { dropOn, isOfferedTo, startDrag } from './drag.ts';
import { FileRow } from './file-row.tsx';
import { ListOverlay } from './list-overlay.tsx';
import { createListKeys } from './list-keys.ts';
import { openRow } from './open-row.ts';
import { PaneMenu } from './pane-menu.tsx';
import { type Side, selectedEntries, withEntries } from './pane-state.ts';
import { PARENT_ROW, type SelectMode, selectRow } from './selection.ts';
import { nextSort } from './sort.ts';
import './file-list.css';

const ROW = 28;
const OVERSCAN = 10;

/** The rows of a folder: virtual, so that 50,000 of them cost as much as a screenful. */
export function FileList({ side }: { readonly side: Side }) {
  const hawser = useHawser();
  const pane = hawser.panes[side];
  const { names, rows, selection, sort, renaming } = useStore(
    pane.store,
    useShallow((state) => ({ names: state.names, rows: state.rows, selection: state.selection, sort: state.sort, renaming: state.renaming })),
  );
  const words = useStore(pane.store, (state) => paneWords(state).list);
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const widths = useStore(hawser.layout, (layout) => layout.columns);
  const own = useMemo(() => ownWidths(widths, side), [widths, side]);
  const columns = useMemo(() => columnsFor(width, own, rows), [width, own, rows]);
  const template = gridTemplate(columns, own);
  const id = useId();
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const [dropIndex, setDropIndex] = useState<number | null>(null);
  const keys = useMemo(() => createListKeys(pane, (name) => void openRow(hawser, side, name)), [hawser, pane, side]);
  const virtual = useVirtualizer({ count: names.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: OVERSCAN });
  const items = virtual.getVirtualItems();
  const pool = Math.ceil((virtual.scrollRect?.height ?? 0) / ROW) + 2 * OVERSCAN + 2;
  const focusIndex = selection.focus === null ? -1 : names.indexOf(selection.focus);
  const offset = names[0] === PARENT_ROW ? 1 : 0;

  useEffect(() => {
    if (focusIndex >= 0) virtual.scrollToIndex(focusIndex, { align: 'auto' });
  }, [focusIndex, virtual]);

  const indexAt = (target: EventTarget): number | null => {
    const row = (target as Element).closest('[data-index]');
    return row === null ? null : Number(row.getAttribute('data-index'));
  };
  const nameAt = (event: MouseEvent): string | null => {
    const index = indexAt(event.target);
    return index === null ? null : (names[index] ?? null);
  };
  const select = (name: string, mode: SelectMode): void => pane.store.setState((state) => ({ selection: selectRow(state.selection, state.names, name, mode) }));
  const isSelected = (name: string): boolean => selection.selected.has(name);

  const press = (event: MouseEvent): void => {
    const name = nameAt(event);
    const many = event.ctrlKey || event.metaKey;
    if (event.button === 2) {
      if (name !== null && !isSelected(name)) select(name, 'replace');
      return;
    }
    if (event.button !== 0) return;
    if (name === null) pane.store.setState((state) => ({ selection: { ...state.selection, selected: new Set() } }));
    else if (event.shiftKey) select(name, 'extend');
    else if (many) select(name, 'toggle');
    // A selected row may be the start of a drag of all of them; the click decides.
    else if (!isSelected(name)) select(name, 'replace');
  };
  const click = (event: MouseEvent): void => {
    const name = nameAt(event);
    if (name !== null && event.button === 0 && !event.shiftKey && !event.ctrlKey && !event.metaKey && selection.selected.size > 1) select(name, 'replace');
  };
  const dropFolder = (event: DragEvent): number | null => {
    const index = indexAt(event.target);
    const entry = index === null ? undefined : rows[index - offset];
    return entry !== undefined && leadsToDirectory(entry) && isOfferedTo(event, side) ? index : null;
  };

  return (
    // The list has the focus and names its current row; rows themselves are never tab stops.
    <div
      role="grid"
      tabIndex={0}
      data-field={`list-${side}`}
      aria-label={t(words)}
      aria-rowcount={names.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-activedescendant={focusIndex < 0 ? undefined : `${id}-${focusIndex}`}
      className="file-list"
      style={{ '--columns': template }}
      onKeyDown={(event) => {
        const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1);
        if (keys({ key: event.key, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey, shift: event.shiftKey, at: event.timeStamp }, page)) event.preventDefault();
      }}
    >
      <ColumnHeader
        columns={columns}
        sort={sort}
        onSort={(column) => pane.store.setState((state) => withEntries(state, state.entries, nextSort(state.sort, column)))}
        onResize={(column, next) => hawser.layout.setState((layout) => ({ columns: withWidth(layout.columns, `${side}.${column}`, next) }))}
      />
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the grid around it has the focus and the keys */}
      <div
        ref={scroller}
        role="rowgroup"
        className="file-scroll"
        onMouseDown={press}
        onClick={click}
        onDoubleClick={(event) => {
          const name = nameAt(event);
          if (name !== null) void openRow(hawser, side, name);
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenuAt({ x: event.clientX, y: event.clientY });
        }}
        onDragStart={(event) => startDrag(event, side, selectedEntries(pane.store.getState()), hawser.left.server.store.getState().status === 'open')}
        onDragOver={(event) => setDropIndex(dropFolder(event))}
        onDragLeave={() => setDropIndex(null)}
        onDrop={(event) => {
          const folder = dropFolder(event);
          setDropIndex(null);
          if (folder !== null) dropOn(hawser, event, side, names[folder]);
        }}
      >
        <div className="file-rows" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const name = names[index]!;
            return (
              <FileRow
                // Rows that scroll out are used again for those that scroll in.
                key={index % pool}
                id={`${id}-${index}`}
                side={side}
                entry={name === PARENT_ROW ? null : (rows[index - offset] ?? null)}
                index={index}
                top={start}
                columns={columns}
                selected={isSelected(name)}
                focused={index === focusIndex}
                renaming={renaming === name}
                dropTarget={dropIndex === index}
              />
            );
          })}
        </div>
        <ListOverlay side={side} />
      </div>
      {menuAt === null ? null : <PaneMenu side={side} at={menuAt} onClose={() => setMenuAt(null)} />}
    </div>
  );
}

function ownWidths(all: Readonly<Record<string, number>>, side: Side): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(all).flatMap(([key, width]) => (key.startsWith(`${side}.`) ? [[key.slice(side.length + 1), width]] : [])));
}

function withWidth(all: Readonly<Record<string, number>>, key: string, width: number | null): Record<string, number> {
  const others = Object.entries(all).filter(([name]) => name !== key);
  return Object.fromEntries(width === null ? others : [...others, [key, width]]);
}
