import type { KeyboardEvent } from 'react';
import { isFolder } from '../../shared/model/site.ts';
import type { ManagerActions, Step } from './manager-actions.ts';
import type { ManagerStore } from './manager-store.ts';
import type { SiteRow } from './site-rows.ts';

export interface TreeKeys {
  readonly store: ManagerStore;
  readonly actions: ManagerActions;
  readonly rows: () => readonly SiteRow[];
  /** Rows that one page has. */
  readonly page: () => number;
  readonly connect: () => void;
  readonly openMenu: () => void;
}

/** How long letters typed one after another belong together. */
const TOGETHER_MS = 900;
const steps: Readonly<Record<string, Step>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'out', ArrowRight: 'in' };

/** What the keys do while the tree has the focus; gives whether the key was for it. */
export function createTreeKeys({ store, actions, rows, page, connect, openMenu }: TreeKeys): (event: KeyboardEvent) => boolean {
  let typed = '';
  let typedAt = 0;
  const at = (): number => rows().findIndex(({ node }) => node.id === store.getState().selected);
  const select = (index: number): void => {
    const row = rows()[Math.max(0, Math.min(rows().length - 1, index))];
    if (row !== undefined) store.setState({ selected: row.node.id });
  };
  const fold = (row: SiteRow, open: boolean): void => {
    store.setState(({ expanded }) => ({ expanded: open ? new Set([...expanded, row.node.id]) : new Set([...expanded].filter((id) => id !== row.node.id)) }));
  };
  const typeAhead = (letter: string, now: number): void => {
    typed = now - typedAt > TOGETHER_MS ? letter : typed + letter;
    typedAt = now;
    const wanted = typed.toLocaleLowerCase();
    const all = rows();
    // The same letter again goes on to the next; more letters stay where they fit.
    const from = at() + (typed.length === 1 ? 1 : 0);
    for (let step = 0; step < all.length; step++) {
      const index = (Math.max(0, from) + step) % all.length;
      if (all[index]!.node.name.toLocaleLowerCase().startsWith(wanted)) return select(index);
    }
  };

  const plain = (event: KeyboardEvent, row: SiteRow | undefined): boolean => {
    switch (event.key) {
      case 'ArrowDown':
        select(at() + 1);
        return true;
      case 'ArrowUp':
        select(at() - 1);
        return true;
      case 'Home':
        select(0);
        return true;
      case 'End':
        select(rows().length - 1);
        return true;
      case 'PageDown':
        select(at() + page());
        return true;
      case 'PageUp':
        select(at() - page());
        return true;
      case 'ArrowRight':
        if (row?.expanded === false) fold(row, true);
        else if (row?.expanded === true) select(at() + 1);
        return true;
      case 'ArrowLeft':
        if (row?.expanded === true) fold(row, false);
        else if (row !== undefined && row.node.parent !== null && row.path === '') store.setState({ selected: row.node.parent });
        return true;
      case 'Enter':
        if (row === undefined) return true;
        if (isFolder(row.node)) fold(row, row.expanded !== true);
        else connect();
        return true;
      case 'F2':
        if (row !== undefined) store.setState({ renaming: row.node.id });
        return true;
      case 'Delete':
        if (row !== undefined) void actions.remove(row.node.id);
        return true;
      case 'Escape':
        if (store.getState().cut === null) return false;
        store.setState({ cut: null });
        return true;
      case 'ContextMenu':
        openMenu();
        return true;
      default:
        if (event.key.length !== 1 || event.key === ' ') return false;
        typeAhead(event.key, event.timeStamp);
        return true;
    }
  };

  const withControl = (key: string, row: SiteRow | undefined): boolean => {
    if (key === 'z') void actions.undo();
    else if (key === 'n') actions.newSite();
    else if (key === 'v') void actions.paste(row?.node.id ?? null);
    else if (row === undefined) return false;
    else if (key === 'd') void actions.duplicate(row.node.id);
    else if (key === 'x') store.setState({ cut: row.node.id });
    else return false;
    return true;
  };

  return (event) => {
    const row = rows()[at()];
    const control = event.ctrlKey || event.metaKey;
    if (event.altKey && !control) {
      const step = steps[event.key];
      // A search shows no places to move to.
      if (step === undefined || row === undefined || store.getState().query !== '') return false;
      void actions.step(row.node.id, step);
      return true;
    }
    if (control && event.shiftKey && event.key.toLowerCase() === 'n') {
      void actions.newFolder();
      return true;
    }
    if (event.shiftKey && event.key === 'F10') {
      openMenu();
      return true;
    }
    if (control) return withControl(event.key.toLowerCase(), row);
    return plain(event, row);
  };
}
