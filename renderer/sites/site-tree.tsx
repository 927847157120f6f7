import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, type MouseEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { isFolder } from '../../shared/model/site.ts';
import { t } from '../locale/translate.ts';
import { useHawser } from '../use-hawser.ts';
import type { ManagerActions } from './manager-actions.ts';
import { type ManagerStore, shownNodes } from './manager-store.ts';
import { searchRows, type SiteRow, treeRows } from './site-rows.ts';
import { dropPlace, dropTarget, SITE_KIND } from './site-tree-drag.ts';
import { createTreeKeys } from './site-tree-keys.ts';
import { SiteTreeMenu } from './site-tree-menu.tsx';
import { type DropPlace, SiteTreeRow } from './site-tree-row.tsx';

const ROW = 28;

interface SiteTreeProps {
  readonly store: ManagerStore;
  readonly actions: ManagerActions;
  readonly onConnect: () => void;
}

/** Folders and sites; only the lines that are to be seen are made. */
export function SiteTree({ store, actions, onConnect }: SiteTreeProps) {
  const hawser = useHawser();
  const { nodes, byId } = useStore(hawser.sites.store);
  const { query, expanded, selected, renaming, cut, drafts } = useStore(store);
  const shown = useMemo(() => shownNodes(nodes, drafts), [nodes, drafts]);
  const searching = query.trim() !== '';
  const rows = useMemo(() => (searching ? searchRows(shown, byId, query) : treeRows(shown, expanded)), [searching, shown, byId, query, expanded]);
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 8 });
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const [drop, setDrop] = useState<{ readonly index: number; readonly place: DropPlace } | null>(null);
  const closeMenu = useCallback(() => setMenuAt(null), []);
  const index = rows.findIndex(({ node }) => node.id === selected);

  // The keys outlive many states of the list.
  const latest = useRef({ rows, onConnect });
  useEffect(() => {
    latest.current = { rows, onConnect };
  });
  const keys = useMemo(
    () =>
      createTreeKeys({
        store, actions,
        rows: () => latest.current.rows,
        page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1),
        connect: () => latest.current.onConnect(),
        openMenu: () => {
          const box = (scroller.current?.querySelector('[aria-selected="true"]') ?? scroller.current)?.getBoundingClientRect();
          if (box !== undefined) setMenuAt({ x: box.left + 24, y: box.top + ROW });
        },
      }),
    [store, actions],
  );
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [index, virtual]);

  const rowAt = (event: MouseEvent | DragEvent): { readonly element: Element; readonly index: number; readonly row: SiteRow } | null => {
    const element = (event.target as Element).closest('[data-id]');
    const at = element === null ? -1 : rows.findIndex(({ node }) => node.id === element.getAttribute('data-id'));
    const row = rows[at];
    return element === null || row === undefined ? null : { element, index: at, row };
  };
  const fold = (row: SiteRow): void => {
    if (row.expanded !== null) store.setState(({ expanded: open }) => ({ expanded: row.expanded === true ? new Set([...open].filter((one) => one !== row.node.id)) : new Set([...open, row.node.id]) }));
  };
  const press = (event: MouseEvent): void => {
    const hit = rowAt(event);
    if (hit === null) return;
    if ((event.target as Element).closest('[data-twist]') !== null) return fold(hit.row);
    store.setState({ selected: hit.row.node.id, leaving: false });
  };
  const over = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes(SITE_KIND) || searching) return;
    event.preventDefault();
    event.stopPropagation();
    const hit = rowAt(event);
    setDrop(hit === null ? null : { index: hit.index, place: dropPlace(event, hit.element, hit.row.node) });
  };
  const dropped = (event: DragEvent): void => {
    const dragged = nodes.find((node) => node.id === event.dataTransfer.getData(SITE_KIND));
    setDrop(null);
    if (dragged === undefined || searching) return;
    event.preventDefault();
    event.stopPropagation();
    const hit = rowAt(event);
    const target = hit === null ? { parent: null, before: null } : dropTarget(hit.row, dropPlace(event, hit.element, hit.row.node), nodes);
    if (target.before !== dragged.id) void actions.move(dragged.id, target.parent, target.before);
  };

  return (
    <>
      {/* The tree has the focus and names its current line; lines themselves are never tab stops. */}
      <div
        ref={scroller}
        role="tree"
        tabIndex={0}
        aria-label={t('manager.tree')}
        aria-activedescendant={index < 0 ? undefined : `${id}-${index}`}
        className="site-tree"
        data-autofocus
        onKeyDown={(event) => {
          if (!keys(event)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
        onMouseDown={press}
        onDoubleClick={(event) => {
          const hit = rowAt(event);
          if (hit === null) return;
          if (isFolder(hit.row.node)) fold(hit.row);
          else onConnect();
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenuAt({ x: event.clientX, y: event.clientY });
        }}
        onDragStart={(event) => {
          const hit = rowAt(event);
          if (hit === null || !byId.has(hit.row.node.id)) return event.preventDefault();
          event.dataTransfer.setData(SITE_KIND, hit.row.node.id);
          event.dataTransfer.effectAllowed = 'move';
        }}
        onDragOver={over}
        onDragLeave={() => setDrop(null)}
        onDragEnd={() => setDrop(null)}
        onDrop={dropped}
      >
        <div className="tree-rows" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]!;
            return (
              <SiteTreeRow
                key={row.node.id}
                row={row}
                id={`${id}-${item.index}`}
                top={item.start}
                selected={item.index === index}
                renaming={renaming === row.node.id}
                cut={cut === row.node.id}
                changed={drafts.has(row.node.id)}
                drop={drop?.index === item.index ? drop.place : null}
                onRename={(name) => {
                  store.setState({ renaming: null });
                  scroller.current?.focus();
                  if (name !== null) void actions.rename(row.node.id, name);
                }}
              />
            );
          })}
        </div>
        {rows.length > 0 ? null : <p className="tree-empty">{searching ? t('manager.noMatch', { query: query.trim() }) : t('manager.empty')}</p>}
      </div>
      {menuAt === null ? null : <SiteTreeMenu store={store} actions={actions} at={menuAt} onConnect={onConnect} onClose={closeMenu} />}
    </>
  );
}
