import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { formatBytes, formatCount } from '../../shared/format/bytes.ts';
import { formatClock, formatModified, formatModifiedFully } from '../../shared/format/date.ts';
import { displayName } from '../../shared/format/display-name.ts';
import { formatDuration, timeLeft } from '../../shared/format/duration.ts';
import { formatRate } from '../../shared/format/rate.ts';
import { describeFailure } from '../../shared/locale/describe-failure.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';
import { t } from '../locale/translate.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useHawser } from '../use-hawser.ts';
import { RetryWait } from './retry-wait.tsx';
import { nameOfPath, routeOf } from './route-words.ts';
import { stateText } from './state-words.ts';
import type { TransferColumn } from './transfer-columns.ts';
import '../ui/list-cell.css';
import './transfer-cell.css';

interface TransferCellProps {
  readonly row: TransferRow;
  readonly column: TransferColumn;
}

/** What one column says of one transfer. */
export function TransferCell({ row, column }: TransferCellProps): ReactNode {
  switch (column) {
    case 'route': {
      const { from, to } = routeOf(row);
      return (
        <span className="transfer-route" title={t('transfer.routeFully', { from: displayName(row.from.path), to: displayName(row.to.path), server: row.server })}>
          <span>{from}</span> <span className="transfer-arrow">→</span> <span>{to}</span>
          {row.direct === undefined ? null : <span className="transfer-note"> {t(row.direct ? 'transfer.direct' : 'transfer.throughHere')}</span>}
        </span>
      );
    }
    case 'progress':
      return <Progress row={row} />;
    case 'outcome':
      return <span className="transfer-state" title={stateText(row)}>{stateText(row)}</span>;
    case 'priority':
      return <span className={`transfer-priority transfer-priority--${row.priority}`}>{t(`priority.${row.priority}`)}</span>;
    case 'size':
      return <Size row={row} />;
    case 'rate':
      return <Rate row={row} />;
    case 'left':
      return <Left row={row} />;
    case 'reason':
      return <Reason row={row} />;
    case 'ended':
      // A folder's own end is that of reading it.
      return row.endedAt === null || row.kind === 'directory' ? null : <span title={formatModifiedFully({ at: row.endedAt, precision: 'second' })}>{endedWords(row.endedAt)}</span>;
    case 'name':
    case 'actions':
      return null;
  }
}

/** The time of day, or the day where it was another one. */
function endedWords(at: number): string {
  return new Date(at).toDateString() === new Date().toDateString() ? formatClock(at) : formatModified({ at, precision: 'day' });
}

function useProgress(row: TransferRow) {
  return useStore(useHawser().queue.store, (state) => state.progress.get(row.id));
}

function Progress({ row }: { readonly row: TransferRow }) {
  const progress = useProgress(row);
  const name = displayName(nameOfPath(row.from.path));
  const { below } = row;
  if (below !== null) {
    const value = below.files === 0 ? null : below.bytesTotal > 0 ? (progress?.bytes ?? below.bytesDone) / below.bytesTotal : below.ended / below.files;
    return (
      <>
        <ProgressBar label={name} value={row.state === 'expanding' && below.files === 0 ? null : (value ?? 0)} />
        <span className="transfer-note">{t('transfer.ofFiles', { ended: formatCount(below.ended), files: formatCount(below.files) })}</span>
      </>
    );
  }
  if (row.state === 'waiting' && row.retryAt !== null) return <RetryWait row={row} retryAt={row.retryAt} />;
  if (row.state !== 'active') return <span className={`transfer-state transfer-state--${row.state}`} title={stateText(row)}>{stateText(row)}</span>;
  const value = row.size === null ? null : row.size === 0 ? 1 : (progress?.bytes ?? 0) / row.size;
  return (
    <>
      <ProgressBar label={name} value={value} />
      <span className="transfer-note">{value === null ? formatBytes(progress?.bytes ?? 0) : `${Math.floor(value * 100)} %`}</span>
    </>
  );
}

function Size({ row }: { readonly row: TransferRow }) {
  const size = row.below === null ? row.size : row.below.bytesTotal;
  return size === null || row.below?.files === 0 ? null : <span title={t('file.exactSize', { bytes: formatCount(size) })}>{formatBytes(size)}</span>;
}

function Rate({ row }: { readonly row: TransferRow }) {
  const progress = useProgress(row);
  if (row.state === 'active' && row.kind === 'file') return <span>{formatRate(progress?.rate ?? 0)}</span>;
  if (row.state !== 'done' || row.kind === 'directory' || row.startedAt === null || row.endedAt === null || row.size === null) {
    return null;
  }
  return <span>{formatRate((row.size * 1000) / Math.max(1, row.endedAt - row.startedAt))}</span>;
}

function Left({ row }: { readonly row: TransferRow }) {
  const progress = useProgress(row);
  const seconds = row.state === 'active' && progress !== undefined ? timeLeft(row.size, progress.bytes, progress.rate) : null;
  return seconds === null ? null : <span>{formatDuration(seconds)}</span>;
}

function Reason({ row }: { readonly row: TransferRow }) {
  if (row.failure === null) return <span className="transfer-state">{stateText(row)}</span>;
  const { what, next } = describeFailure(row.failure);
  return (
    <span className={row.state === 'failed' ? 'transfer-reason' : 'transfer-state'} title={[what, next, row.failure.detail].filter((words) => words !== null).join('\n')}>
      {what}
    </span>
  );
}
