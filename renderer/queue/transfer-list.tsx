import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { TransferId } from '../../shared/model/ids.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';
import { type PlainKey, t } from '../locale/translate.ts';
import { useWidth } from '../ui/use-width.ts';
import { useHawser } from '../use-hawser.ts';
import { FailureDetail } from './failure-detail.tsx';
import type { QueueTab } from './queue-store.ts';
import { TransferItem } from './transfer-item.tsx';
import { type TransferColumn, transferColumns, transferTemplate } from './transfer-columns.ts';
import './transfer-list.css';

const ROW = 28;
/** Rows fetched besides those on the screen, in steps, so that scrolling a little fetches nothing. */
const MARGIN = 40;
const STEP = 20;
const MOST = 500;
const emptyWords: Readonly<Record<QueueTab, readonly [PlainKey, PlainKey]>> = {
  queued: ['queue.emptyQueued', 'queue.emptyQueuedHint'],
  failed: ['queue.emptyFailed', 'queue.emptyFailedHint'],
  done: ['queue.emptyDone', 'queue.emptyDoneHint'],
};
const columnLabels: Readonly<Record<TransferColumn, PlainKey>> = {
  name: 'transfer.name',
  route: 'transfer.route',
  progress: 'transfer.progress',
  size: 'transfer.size',
  rate: 'transfer.rate',
  left: 'transfer.left',
  reason: 'transfer.reason',
  ended: 'transfer.ended',
  actions: 'transfer.actions',
};

/** The rows of one tab. */
export function TransferList({ tab }: { readonly tab: QueueTab }) {
  const hawser = useHawser();
  const page = useStore(hawser.queue.store, (state) => (state.page?.tab === tab ? state.page : null));
  const pending = useStore(hawser.queue.store, (state) => tab === 'queued' && state.totals.queued + state.totals.active > 0);
  const [expanded, setExpanded] = useState<ReadonlySet<TransferId>>(new Set());
  const [chosen, setChosen] = useState<TransferId | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const columns = transferColumns(tab, width);
  const total = page?.total ?? 0;
  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 8 });
  const items = virtual.getVirtualItems();
  const first = Math.max(0, Math.floor(((items[0]?.index ?? 0) - MARGIN) / STEP) * STEP);
  const last = Math.ceil(((items.at(-1)?.index ?? 0) + MARGIN) / STEP) * STEP;
  useEffect(() => {
    hawser.queue.show({ tab, expanded: [...expanded], offset: first, count: Math.min(MOST, last - first) });
  }, [hawser, tab, expanded, first, last]);
  useEffect(() => () => hawser.queue.show(null), [hawser]);

  const rowAt = (index: number) => (page === null ? undefined : page.rows[index - page.offset]);
  const at = page === null ? -1 : page.rows.findIndex(({ row }) => row.id === chosen);
  const chosenRow = at < 0 ? undefined : page?.rows[at]?.row;

  const toggle = (id: TransferId): void => {
    const next = new Set(expanded);
    if (!next.delete(id)) next.add(id);
    setExpanded(next);
  };
  const choose = (index: number): void => {
    virtual.scrollToIndex(index);
    const row = rowAt(index)?.row;
    if (row !== undefined) setChosen(row.id);
  };
  const keys = (event: KeyboardEvent): void => {
    const index = at < 0 || page === null ? -1 : page.offset + at;
    const steps: Readonly<Record<string, number>> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: total - 1 };
    const next = steps[event.key];
    if (next !== undefined && total > 0) choose(Math.max(0, Math.min(total - 1, next)));
    else if (chosenRow === undefined) return;
    else if (event.key === 'Delete') void (tab === 'queued' ? hawser.engine.cancelTransfers([chosenRow.id]) : hawser.engine.clearTransfers([chosenRow.id]));
    else if (event.key === 'ArrowRight' && isExpandable(chosenRow, tab) && !expanded.has(chosenRow.id)) toggle(chosenRow.id);
    else if (event.key === 'ArrowLeft' && expanded.has(chosenRow.id)) toggle(chosenRow.id);
    else if (event.key === 'Enter' && tab === 'failed') void hawser.engine.retryTransfers([chosenRow.id]);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div
        role="grid"
        tabIndex={0}
        aria-label={t('queue.list')}
        aria-rowcount={Math.max(total, pending ? 1 : 0) + 1}
        aria-activedescendant={chosenRow === undefined ? undefined : `transfer-${chosenRow.id}`}
        className="transfer-list"
        style={{ '--columns': transferTemplate(columns) }}
        onKeyDown={keys}
      >
        <div role="row" aria-rowindex={1} className="transfer-head">
          {columns.map((column) => (
            <div key={column} role="columnheader" className={`transfer-cell transfer-cell--${column}`}>
              {column === 'actions' ? <span className="visually-hidden">{t(columnLabels[column])}</span> : t(columnLabels[column])}
            </div>
          ))}
        </div>
        <div ref={scroller} role="rowgroup" className="transfer-scroll">
          <div className="transfer-rows" style={{ height: virtual.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const listed = rowAt(index);
              if (listed === undefined) return null;
              const { row, depth } = listed;
              return (
                <TransferItem
                  key={row.id}
                  id={row.id}
                  depth={depth}
                  index={index}
                  top={start}
                  columns={columns}
                  chosen={row.id === chosen}
                  expanded={isExpandable(row, tab) ? expanded.has(row.id) : null}
                  onChoose={setChosen}
                  onToggle={toggle}
                />
              );
            })}
          </div>
        </div>
      </div>
      {total > 0 || pending || page === null ? null : (
        <div className="dock-empty">
          <strong className="queue-empty-title">{t(emptyWords[tab][0])}</strong>
          <span>{t(emptyWords[tab][1])}</span>
        </div>
      )}
      {tab === 'failed' && chosenRow !== undefined ? <FailureDetail id={chosenRow.id} /> : null}
    </>
  );
}

function isExpandable({ below }: TransferRow, tab: QueueTab): boolean {
  return tab === 'queued' && below !== null && below.pending > 0;
}
