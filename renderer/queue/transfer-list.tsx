import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { TransferId } from '../../shared/model/ids.ts';
import { type PlainKey, t } from '../locale/translate.ts';
import { useWidth } from '../ui/use-width.ts';
import { useHawser } from '../use-hawser.ts';
import { FailureDetail } from './failure-detail.tsx';
import type { QueueTab } from './queue-store.ts';
import { TransferItem } from './transfer-item.tsx';
import { type TransferColumn, transferColumns, transferTemplate } from './transfer-columns.ts';
import { visibleRows } from './visible-rows.ts';
import './transfer-list.css';

const ROW = 28;
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
  const version = useStore(hawser.queue.store, (state) => state.version);
  const [expanded, setExpanded] = useState<ReadonlySet<TransferId>>(new Set());
  const [chosen, setChosen] = useState<TransferId | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const columns = transferColumns(tab, width);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the map is changed in place; its version says when
  const rows = useMemo(() => visibleRows(hawser.queue.store.getState(), tab, expanded), [hawser, tab, expanded, version]);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 8 });
  const at = rows.findIndex((row) => row.id === chosen);

  const toggle = (id: TransferId): void => {
    const next = new Set(expanded);
    if (!next.delete(id)) next.add(id);
    setExpanded(next);
  };
  const keys = (event: KeyboardEvent): void => {
    const row = rows[at];
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    const next = steps[event.key];
    if (next !== undefined && rows.length > 0) {
      const index = Math.max(0, Math.min(rows.length - 1, next));
      setChosen(rows[index]!.id);
      virtual.scrollToIndex(index);
    } else if (row === undefined) return;
    else if (event.key === 'Delete') void (tab === 'queued' ? hawser.engine.cancelTransfers([row.id]) : hawser.engine.clearTransfers([row.id]));
    else if (event.key === 'ArrowRight' && row.expandable && !expanded.has(row.id)) toggle(row.id);
    else if (event.key === 'ArrowLeft' && expanded.has(row.id)) toggle(row.id);
    else if (event.key === 'Enter' && tab === 'failed') void hawser.engine.retryTransfers([row.id]);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div
        role="grid"
        tabIndex={0}
        aria-label={t('queue.list')}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={at < 0 ? undefined : `transfer-${rows[at]!.id}`}
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
            {virtual.getVirtualItems().map(({ index, start }) => {
              const row = rows[index]!;
              return (
                <TransferItem
                  key={row.id}
                  id={row.id}
                  depth={row.depth}
                  index={index}
                  top={start}
                  columns={columns}
                  chosen={index === at}
                  expanded={row.expandable ? expanded.has(row.id) : null}
                  onChoose={setChosen}
                  onToggle={toggle}
                />
              );
            })}
          </div>
        </div>
      </div>
      {rows.length > 0 ? null : (
        <div className="dock-empty">
          <strong className="queue-empty-title">{t(emptyWords[tab][0])}</strong>
          <span>{t(emptyWords[tab][1])}</span>
        </div>
      )}
      {tab === 'failed' && at >= 0 ? <FailureDetail id={rows[at]!.id} /> : null}
    </>
  );
}
