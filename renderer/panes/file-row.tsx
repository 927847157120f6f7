import { CornerLeftUp } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { formatBytes, formatCount } from '../../shared/format/bytes.ts';
import { formatModified, formatModifiedFully } from '../../shared/format/date.ts';
import { displayName } from '../../shared/format/display-name.ts';
import { formatOctal, formatPermissions } from '../../shared/format/permissions.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import { type Entry, leadsToDirectory } from '../../shared/model/entry.ts';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { FileIcon } from './file-icon.tsx';
import { kindOfName } from './kind.ts';
import { RenameField } from './rename-field.tsx';
import type { Side } from './pane-state.ts';
import type { Column } from './sort.ts';
import '../ui/list-cell.css';
import './file-row.css';

interface FileRowProps {
  readonly id: string;
  readonly side: Side;
  /** Null is the row that leads to the parent folder. */
  readonly entry: Entry | null;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column[];
  readonly selected: boolean;
  readonly focused: boolean;
  readonly renaming: boolean;
  readonly dropTarget: boolean;
}

/** One row of a file list. Events are handled by the list, which finds the row by `data-index`. */
export const FileRow = memo(function FileRow({ id, side, entry, index, top, columns, selected, focused, renaming, dropTarget }: FileRowProps) {
  const hidden = entry?.name.startsWith('.') ?? false;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      draggable={entry !== null && !renaming}
      className={classNames('file-row', selected && 'file-row--selected', focused && 'file-row--focused', hidden && 'file-row--hidden', dropTarget && 'file-row--drop')}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column) => (
        <div key={column} role="gridcell" className={`list-cell file-cell--${column}`}>
          {entry === null ? parentCell(column) : renaming && column === 'name' ? <RenameField key={entry.name} side={side} entry={entry} /> : cell(entry, column)}
        </div>
      ))}
    </div>
  );
});

function parentCell(column: Column): ReactNode {
  if (column !== 'name') return null;
  return (
    <>
      <CornerLeftUp className="file-icon" size={16} strokeWidth={1.6} aria-hidden />
      <span className="file-name">..</span>
    </>
  );
}

function cell(entry: Entry, column: Column): ReactNode {
  switch (column) {
    case 'name': {
      const name = displayName(entry.name);
      return (
        <>
          <FileIcon entry={entry} />
          <span className="file-name" title={name}>
            {name}
          </span>
          {entry.linkTarget === null ? null : <span className="file-target">→ {displayName(entry.linkTarget)}</span>}
        </>
      );
    }
    case 'size':
      if (entry.size === null || leadsToDirectory(entry)) return null;
      return <span title={t('file.exactSize', { bytes: formatCount(entry.size) })}>{formatBytes(entry.size)}</span>;
    case 'type':
      return kindOfName(entry);
    case 'modified':
      return entry.modified === null ? null : <span title={formatModifiedFully(entry.modified)}>{formatModified(entry.modified)}</span>;
    case 'permissions':
      return entry.mode === null ? null : <span title={formatOctal(entry.mode)}>{formatPermissions(entry.mode)}</span>;
    case 'owner':
      return entry.owner === null ? null : <span title={`${entry.owner}:${entry.group ?? ''}`}>{entry.group === null || entry.group === entry.owner ? entry.owner : `${entry.owner} ${entry.group}`}</span>;
    default:
      return assertNever(column);
  }
}
