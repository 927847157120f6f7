import { ChevronRight, Folder, FolderOpen } from 'lucide-react';
import { type CSSProperties, useEffect, useRef } from 'react';
import { isFolder, type Site } from '../../shared/model/site.ts';
import { protocolNames } from '../connect/protocol-names.ts';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { SMALL_ICON } from '../ui/icon-button.tsx';
import type { SiteRow } from './site-rows.ts';

export type DropPlace = 'before' | 'into' | 'after';

interface SiteTreeRowProps {
  readonly row: SiteRow;
  readonly id: string;
  readonly top: number;
  readonly selected: boolean;
  readonly renaming: boolean;
  readonly cut: boolean;
  /** Changed and not saved. */
  readonly changed: boolean;
  readonly drop: DropPlace | null;
  readonly onRename: (name: string | null) => void;
}

/** One line of the tree. Mouse and keys are the tree's own. */
export function SiteTreeRow({ row, id, top, selected, renaming, cut, changed, drop, onRename }: SiteTreeRowProps) {
  const { node, level, expanded, place, among, path } = row;
  const style: CSSProperties = { transform: `translateY(${top}px)`, paddingLeft: 6 + (level - 1) * 16 };
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-posinset={place}
      aria-setsize={among}
      aria-expanded={expanded ?? undefined}
      aria-selected={selected}
      aria-label={changed ? t('manager.unsavedRow', { name: node.name }) : node.name}
      data-id={node.id}
      draggable={!renaming}
      className={classNames('tree-row', selected && 'tree-row--selected', cut && 'tree-row--cut', drop !== null && `tree-row--drop-${drop}`)}
      style={style}
    >
      <span className="tree-twist" data-twist={expanded === null ? undefined : ''}>
        {expanded === null ? null : <ChevronRight {...SMALL_ICON} className={expanded ? 'tree-open' : undefined} />}
      </span>
      {isFolder(node) ? expanded === true ? <FolderOpen {...SMALL_ICON} className="tree-folder" /> : <Folder {...SMALL_ICON} className="tree-folder" /> : <ProtocolMark site={node} />}
      {renaming ? (
        <NameField name={node.name} onEnd={onRename} />
      ) : (
        <span className="tree-name" title={node.name}>
          {node.name}
        </span>
      )}
      {changed ? <span className="tree-changed" title={t('manager.unsaved')} /> : null}
      {path === '' ? null : <span className="tree-path">{path}</span>}
    </div>
  );
}

function ProtocolMark({ site }: { readonly site: Site }) {
  return <span className={classNames('tree-protocol', `tree-protocol--${site.colour}`)}>{protocolNames[site.profile.protocol].short}</span>;
}

/** The name as a field: Enter or leaving it renames, Escape does not. */
function NameField({ name, onEnd }: { readonly name: string; readonly onEnd: (name: string | null) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const end = (next: string | null): void => {
    if (ended.current) return;
    ended.current = true;
    onEnd(next);
  };
  return (
    <input
      ref={input}
      className="tree-rename"
      aria-label={t('manager.newNameFor', { name })}
      defaultValue={name}
      maxLength={200}
      spellCheck={false}
      autoComplete="off"
      onBlur={(event) => end(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        end(event.key === 'Enter' ? event.currentTarget.value : null);
      }}
      onMouseDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}
