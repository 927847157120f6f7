import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { type PlainKey, t } from '../locale/translate.ts';
import { useWidth } from '../ui/use-extent.ts';
import { useHawser } from '../use-hawser.ts';
import { chooseAt } from './choose-lines.ts';
import { isAnyChosen, isChosen, meetFocus } from './chosen.ts';
import { FailureDetail } from './failure-detail.tsx';
import { QueueEmpty } from './queue-empty.tsx';
import { indexOfKey, type Slot, slotAt } from './queue-slots.ts';
import type { QueueTab } from './queue-store.ts';
import { requestFor } from './queue-view.ts';
import { SearchOutcome } from './search-outcome.tsx';
import { ServerRow } from './server-row.tsx';
import { isExpandable, toggleLine } from './toggle-line.ts';
import { type TransferColumn, transferColumns, transferTemplate } from './transfer-columns.ts';
import { TransferItem } from './transfer-item.tsx';
import { focusIndex, pressKey } from './transfer-keys.ts';
import { TransferMenu } from './transfer-menu.tsx';
import { dropChosen, takesDrop } from './transfer-verbs.ts';
import './transfer-list.css';

const ROW = 28;
/** Rows fetched besides those on the screen, in steps, so that scrolling a little fetches nothing. */
const MARGIN = 40;
const STEP = 20;
const MOST = 500;
const DRAGGED = 'application/x-hawser-transfers';
const columnLabels: Readonly<Record<TransferColumn, PlainKey>> = {
  name: 'transfer.name', route: 'transfer.route', progress: 'transfer.progress', outcome: 'transfer.outcome', size: 'transfer.size', priority: 'transfer.priority', rate: 'transfer.rate',
  left: 'transfer.left', reason: 'transfer.reason', ended: 'transfer.ended', actions: 'transfer.actions',
};

/** The rows of one tab. Only those on the screen are at hand; where the engine has not said yet what stands there, a line says that something does. */
export function TransferList({ tab }: { readonly tab: QueueTab }) {
  const hawser = useHawser();
  const { queue } = hawser;
  const page = useStore(queue.store, (state) => (state.page?.tab === tab ? state.page : null));
  const pending = useStore(queue.store, (state) => tab === 'queued' && state.totals.queued + state.totals.active > 0);
  const view = useStore(queue.view);
  const { chosen, search, expanded } = view;
  const searched = search.trim();
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const [dropIndex, setDropIndex] = useState<number | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const pressed = useRef<string | null>(null);
  const width = useWidth(scroller);
  const id = useId();
  // The same ones as long as they are equal, so that a row is drawn anew only for what it shows.
  const columns = useMemo(() => transferColumns(tab, width), [tab, width]);
  const total = page?.total ?? 0;
  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 8 });
  const items = virtual.getVirtualItems();
  const first = Math.max(0, Math.floor(((items[0]?.index ?? 0) - MARGIN) / STEP) * STEP);
  const last = Math.ceil(((items.at(-1)?.index ?? 0) + MARGIN) / STEP) * STEP;
  useEffect(() => queue.show(requestFor({ tab, search, expanded, closed: view.closed, chosen }, first, Math.min(MOST, last - first))), [queue, tab, search, expanded, view.closed, chosen, first, last]);
  useEffect(() => () => queue.show(null), [queue]);

  const at = indexOfKey(page, chosen.focus?.key ?? null);
  const focused = at >= 0 ? at : chosen.focus?.key === null ? Math.min(chosen.focus.index, total - 1) : -1;
  const met = chosen.focus?.key === null ? slotAt(page, focused)?.key : undefined;
  useEffect(() => {
    if (met !== undefined) queue.view.setState((state) => ({ chosen: meetFocus(state.chosen, met) }));
  }, [queue, met]);
  // Only a step of the keyboard scrolls, not a row that moves because others end.
  const wanted = chosen.focus?.index ?? -1;
  useEffect(() => {
    if (wanted >= 0) virtual.scrollToIndex(wanted, { align: 'auto' });
  }, [wanted, virtual]);

  const indexAt = (target: EventTarget): number | null => {
    const row = (target as Element).closest('[data-index]');
    return row === null ? null : Number(row.getAttribute('data-index'));
  };
  const slotOf = (target: EventTarget): Slot | undefined => slotAt(page, indexAt(target) ?? -1);
  /** Where rows above end, another one is under the pointer by the time that the button goes up. */
  const isPressed = (slot: Slot | undefined): slot is Slot => slot !== undefined && slot.key === pressed.current;
  const press = (event: MouseEvent): void => {
    const index = indexAt(event.target);
    const slot = slotOf(event.target);
    const isAlreadyChosen = slot !== undefined && isChosen(chosen, slot.key);
    pressed.current = slot?.key ?? null;
    if (index === null || (event.target as Element).closest('button') !== null) return;
    const many = event.ctrlKey || event.metaKey;
    if (event.button === 2) {
      if (!isAlreadyChosen) void chooseAt(hawser, index, 'one');
    } else if (event.button === 0 && event.shiftKey) void chooseAt(hawser, index, 'range');
    else if (event.button === 0 && many) void chooseAt(hawser, index, 'toggle');
    // A chosen row may be the start of a drag of all of them; the click decides.
    else if (event.button === 0 && !isAlreadyChosen) void chooseAt(hawser, index, 'one');
  };
  const click = (event: MouseEvent): void => {
    const index = indexAt(event.target);
    const slot = slotOf(event.target);
    if (index === null || !isPressed(slot)) return;
    if ((event.target as Element).closest('[data-twist]') !== null) toggleLine(hawser, slot);
    else if (event.button === 0 && !event.shiftKey && !event.ctrlKey && !event.metaKey && (event.target as Element).closest('button') === null) void chooseAt(hawser, index, 'one');
  };
  const isDragged = (event: DragEvent): boolean => event.dataTransfer.types.includes(DRAGGED);

  return (
    <>
      <div
        role="grid"
        tabIndex={0}
        data-field="list-queue"
        aria-label={t('queue.list')}
        aria-multiselectable
        aria-rowcount={Math.max(total, pending && searched === '' ? 1 : 0) + 1}
        aria-activedescendant={focused < 0 ? undefined : `${id}-${focused}`}
        className="transfer-list"
        style={{ '--columns': transferTemplate(columns) }}
        onKeyDown={(event) => {
          if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
            const box = (document.getElementById(`${id}-${focusIndex(hawser)}`) ?? event.currentTarget).getBoundingClientRect();
            setMenuAt({ x: box.left + 40, y: box.top + ROW });
          } else if (!pressKey(hawser, event, Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1))) return;
          event.preventDefault();
        }}
      >
        <div role="row" aria-rowindex={1} className="transfer-head">
          {columns.map((column) => (
            <div key={column} role="columnheader" className={`list-cell transfer-cell--${column}`}>
              {column === 'actions' ? <span className="visually-hidden">{t(columnLabels[column])}</span> : t(columnLabels[column])}
            </div>
          ))}
        </div>
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the grid around it has the focus and the keys */}
        <div
          ref={scroller}
          role="rowgroup"
          className="transfer-scroll"
          onMouseDown={press}
          onClick={click}
          onDoubleClick={(event) => {
            const slot = slotOf(event.target);
            if (isPressed(slot) && (event.target as Element).closest('button') === null) toggleLine(hawser, slot);
          }}
          onContextMenu={(event) => {
            event.preventDefault();
            setMenuAt({ x: event.clientX, y: event.clientY });
          }}
          onDragStart={(event) => {
            event.dataTransfer.setData(DRAGGED, '');
            event.dataTransfer.effectAllowed = 'move';
          }}
          onDragOver={(event) => {
            const over = indexAt(event.target) ?? total;
            const takes = isDragged(event) && takesDrop(hawser, over);
            setDropIndex(takes ? over : null);
            if (takes) event.preventDefault();
          }}
          onDragLeave={() => setDropIndex(null)}
          onDrop={(event) => {
            setDropIndex(null);
            if (!isDragged(event)) return;
            event.preventDefault();
            void dropChosen(hawser, indexAt(event.target) ?? total);
          }}
        >
          <div className="transfer-rows" style={{ height: virtual.getTotalSize(), paddingTop: items[0]?.start ?? 0 }}>
            {items.map(({ index }, nth) => {
              const slot = slotAt(page, index);
              // Grey lines are all alike: the same ones stand wherever the list is scrolled to.
              if (slot === undefined) return <div key={`blank ${nth}`} data-index={index} className="transfer-blank" aria-hidden />;
              const place = { index, chosen: isChosen(chosen, slot.key), focused: index === focused };
              if (slot.server !== null) return <ServerRow key={index} id={`${id}-${index}`} server={slot.server} target={index === dropIndex} {...place} />;
              // By its place, not its transfer: where rows end and the others move up, words change and no element is made anew.
              const { row, depth } = slot.listed;
              return (
                <TransferItem
                  key={index}
                  id={row.id}
                  element={`${id}-${index}`}
                  depth={depth}
                  columns={columns}
                  target={index === dropIndex}
                  draggable={tab === 'queued' && !chosen.all}
                  expanded={tab === 'queued' && searched === '' && isExpandable(row) ? expanded.has(row.id) : null}
                  {...place}
                />
              );
            })}
          </div>
        </div>
      </div>
      {searched !== '' ? <SearchOutcome search={searched} page={page} /> : total > 0 || pending || page?.search !== '' ? null : <QueueEmpty tab={tab} />}
      {isAnyChosen(chosen) && !chosen.all ? <FailureDetail slot={slotAt(page, focused)} /> : null}
      {menuAt === null ? null : <TransferMenu tab={tab} at={menuAt} onClose={() => setMenuAt(null)} />}
    </>
  );
}
