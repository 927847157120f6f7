import { useMemo } from 'react';
import { formatBytes } from '../../shared/format/bytes.ts';
import { type Entry, leadsToDirectory } from '../../shared/model/entry.ts';
import { counted, t } from '../locale/translate.ts';
import { useHawser, usePane } from '../use-hawser.ts';
import type { Side } from './pane-state.ts';
import './pane-status.css';

/** How many rows there are and how large they are, all and selected, and what room there is for more. */
export function PaneStatus({ side }: { readonly side: Side }) {
  const pane = useHawser().panes[side];
  const rows = usePane(pane, (state) => state.rows);
  const selected = usePane(pane, (state) => state.selection.selected);
  const all = useMemo(() => summary(rows), [rows]);
  const chosen = useMemo(() => (selected.size === 0 ? null : summary(rows.filter((row) => selected.has(row.name)))), [rows, selected]);
  const failed = usePane(pane, (state) => state.status === 'failed');
  const free = usePane(pane, (state) => (state.status === 'failed' ? null : state.freeSpace));
  return (
    <footer className="pane-status">
      <span>{failed ? '' : all}</span>
      {chosen === null ? null : <span className="pane-status-chosen">{t('pane.selected', { summary: chosen })}</span>}
      {free === null ? null : <span className="pane-status-free">{t('pane.free', { bytes: formatBytes(free) })}</span>}
    </footer>
  );
}

function summary(rows: readonly Entry[]): string {
  let folders = 0;
  let bytes = 0;
  for (const row of rows) {
    if (leadsToDirectory(row)) folders++;
    else bytes += row.size ?? 0;
  }
  const files = rows.length - folders;
  const parts = [folders > 0 ? counted('pane.folders', folders) : '', files > 0 || folders === 0 ? counted('pane.files', files) : '', bytes > 0 ? formatBytes(bytes) : ''];
  return parts.filter((part) => part !== '').join(' · ');
}
