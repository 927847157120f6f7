import type { QueueTab } from './queue-store.ts';

export type TransferColumn = 'name' | 'route' | 'progress' | 'outcome' | 'size' | 'priority' | 'rate' | 'left' | 'reason' | 'ended' | 'actions';

const widths: Readonly<Record<TransferColumn, string>> = {
  name: 'minmax(140px, 1.7fr)',
  route: 'minmax(90px, 1.1fr)',
  progress: 'minmax(112px, 0.8fr)',
  outcome: 'minmax(90px, 1fr)',
  size: '76px',
  priority: '68px',
  rate: '88px',
  left: '68px',
  reason: 'minmax(140px, 2.4fr)',
  ended: '96px',
  actions: '56px',
};
/** Left out when the list is narrower than this. */
const from: Partial<Record<TransferColumn, number>> = { route: 620, priority: 720, outcome: 520, size: 420, left: 470, rate: 480, ended: 560 };
const byTab: Readonly<Record<QueueTab, readonly TransferColumn[]>> = {
  queued: ['name', 'route', 'progress', 'size', 'priority', 'rate', 'left', 'actions'],
  failed: ['name', 'route', 'reason', 'size', 'ended', 'actions'],
  done: ['name', 'route', 'outcome', 'size', 'rate', 'ended', 'actions'],
};

/** The columns of a tab that a list of this width has room for. */
export function transferColumns(tab: QueueTab, width: number): readonly TransferColumn[] {
  // A reason is worth more room than the route.
  const narrower = tab === 'failed' ? 240 : 0;
  return byTab[tab].filter((column) => width - (column === 'route' ? narrower : 0) >= (from[column] ?? 0));
}

export function transferTemplate(columns: readonly TransferColumn[]): string {
  return columns.map((column) => widths[column]).join(' ');
}
