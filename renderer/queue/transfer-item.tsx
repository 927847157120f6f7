import { ArrowDown, ArrowRight, ArrowUp, ChevronRight, File, Folder, type LucideIcon, RotateCw, X } from 'lucide-react';
import { memo } from 'react';
import { useStore } from 'zustand';
import { displayName } from '../../shared/format/display-name.ts';
import type { TransferId } from '../../shared/model/ids.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import { nameOfPath } from './route-words.ts';
import { TransferCell } from './transfer-cell.tsx';
import type { TransferColumn } from './transfer-columns.ts';
import { VerifiedMark } from './verified-mark.tsx';

interface TransferItemProps {
  readonly id: TransferId;
  /** Of the element. */
  readonly element: string;
  readonly depth: number;
  readonly index: number;
  readonly columns: readonly TransferColumn[];
  readonly chosen: boolean;
  readonly focused: boolean;
  /** What is dragged lands above it. */
  readonly target: boolean;
  readonly draggable: boolean;
  /** Null for a row with nothing to expand. */
  readonly expanded: boolean | null;
}

/** Elements that never change, which React leaves as they are: icons were a third of what drawing the rows anew took. */
const directions = { upload: directionMark(ArrowUp, t('transfer.upload')), download: directionMark(ArrowDown, t('transfer.download')), copy: directionMark(ArrowRight, t('transfer.copy')) } as const;
const kinds = {
  file: <File className="file-icon" size={15} strokeWidth={1.6} aria-hidden />,
  directory: <Folder className="file-icon file-icon--folder" size={15} strokeWidth={1.6} aria-hidden />,
} as const;

function directionMark(Icon: LucideIcon, words: string) {
  return (
    <span className="transfer-direction" title={words}>
      <Icon size={14} strokeWidth={2} role="img" aria-label={words} />
    </span>
  );
}

/** One transfer; it follows its own row in the store alone. */
export const TransferItem = memo(function TransferItem({ id, element, depth, index, columns, chosen, focused, target, draggable, expanded }: TransferItemProps) {
  const row = useStore(useHawser().queue.store, (state) => state.rows.get(id));
  if (row === undefined) return null;
  return (
    <div
      id={element}
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      {...(expanded === null ? {} : { 'aria-expanded': expanded })}
      draggable={draggable}
      className={classNames('transfer-row', `transfer-row--${row.state}`, chosen && 'transfer-row--chosen', focused && 'transfer-row--focused', target && 'transfer-row--target')}
    >
      {columns.map((column) => (
        <div key={column} role="gridcell" className={`list-cell transfer-cell--${column}`}>
          {column === 'name' ? <NameCell row={row} depth={depth} expanded={expanded} /> : column === 'actions' ? <Actions key={row.id} id={row.id} name={displayName(nameOfPath(row.from.path))} again={canTryAgain(row)} ended={hasEnded(row)} /> : <TransferCell row={row} column={column} />}
        </div>
      ))}
    </div>
  );
});

interface NameCellProps {
  readonly row: TransferRow;
  readonly depth: number;
  readonly expanded: boolean | null;
}

function NameCell({ row, depth, expanded }: NameCellProps) {
  const name = displayName(nameOfPath(row.from.path));
  const arrived = displayName(nameOfPath(row.to.path));
  return (
    <>
      {directions[row.direction]}
      {depth > 0 ? <span className="transfer-indent" style={{ width: depth * 14 }} /> : null}
      {expanded === null ? null : (
        <button type="button" tabIndex={-1} data-twist className={classNames('transfer-twist', expanded && 'transfer-twist--open')} aria-label={t(expanded ? 'transfer.collapse' : 'transfer.expand')}>
          <ChevronRight size={13} strokeWidth={2} aria-hidden />
        </button>
      )}
      {kinds[row.kind]}
      <span className="transfer-name" title={name}>
        {name}
        {arrived === name ? null : <span className="transfer-note" title={t('transfer.otherName', { name: arrived })}> {t('transfer.otherName', { name: arrived })}</span>}
      </span>
      <VerifiedMark row={row} />
    </>
  );
}

function hasEnded({ state }: TransferRow): boolean {
  return state === 'done' || state === 'skipped' || state === 'failed' || state === 'cancelled';
}

function canTryAgain({ state, retryAt }: TransferRow): boolean {
  return state === 'failed' || state === 'cancelled' || retryAt !== null;
}

interface ActionsProps {
  readonly id: TransferId;
  readonly name: string;
  readonly again: boolean;
  readonly ended: boolean;
}

/** Made anew for each transfer, so that a key that is pressed again never acts on the one that took its place. */
const Actions = memo(function Actions({ id, name, again, ended }: ActionsProps) {
  const { engine } = useHawser();
  return (
    <>
      {again ? <IconButton small icon={RotateCw} label={t('transfer.retry', { name })} tabIndex={-1} onClick={() => void engine.retryTransfers([id])} /> : null}
      <IconButton small icon={X} label={t(ended ? 'transfer.clear' : 'transfer.cancel', { name })} tabIndex={-1} onClick={() => void (ended ? engine.clearTransfers([id]) : engine.cancelTransfers([id]))} />
    </>
  );
});
