import { assertNever } from '../../shared/model/assert-never.ts';
import type { SiteId } from '../../shared/model/ids.ts';
import { defaultPort } from '../../shared/model/profile.ts';
import { isFolder, type Site, type SiteNode } from '../../shared/model/site.ts';
import { copyOf, foldersAbove, freeName } from '../../shared/model/site-tree.ts';
import { t } from '../locale/translate.ts';
import { changeFields, dropDraft, type ManagerStore, shownNodes } from './manager-store.ts';
import { fieldsOf, type FreshSite } from './site-fields.ts';
import { freshSiteId, type Sites } from './site-store.ts';

/** What a site begins as. */
export const NEW_SITE: Omit<Site, 'id' | 'parent' | 'name'> = {
  profile: { protocol: 'sftp', host: '', port: 22, logon: { type: 'password', user: '' }, dataMode: 'default' },
  remoteDirectory: '', localDirectory: '', synchronizedBrowsing: false, colour: 'none', comment: '', bookmarks: [],
};

export type Step = 'up' | 'down' | 'out' | 'in';

/** What can be done in the tree of the site manager. */
export interface ManagerActions {
  /** Begins a site, with what is known of it already. */
  newSite(known?: FreshSite): void;
  newFolder(): Promise<void>;
  rename(id: SiteId, name: string): Promise<void>;
  duplicate(id: SiteId): Promise<void>;
  remove(id: SiteId): Promise<void>;
  /** Into a folder, before one that stands there or last. */
  move(id: SiteId, parent: SiteId | null, before: SiteId | null): Promise<void>;
  /** One step among its neighbours, out of its folder or into the one above it. */
  step(id: SiteId, step: Step): Promise<void>;
  /** What was cut goes where this one is: into it, or behind it. */
  paste(id: SiteId | null): Promise<void>;
  sort(folder: SiteId | null): Promise<void>;
  undo(): Promise<void>;
}

export function createActions(store: ManagerStore, sites: Sites): ManagerActions {
  const byId = (): ReadonlyMap<SiteId, SiteNode> => sites.store.getState().byId;
  const siblings = (parent: SiteId | null): readonly SiteNode[] => sites.store.getState().nodes.filter((node) => node.parent === parent);
  const namesIn = (parent: SiteId | null): string[] => shownNodes(sites.store.getState().nodes, store.getState().drafts).filter((node) => node.parent === parent).map(({ name }) => name);
  const show = (id: SiteId): void => {
    const node = byId().get(id);
    store.setState(({ expanded }) => ({ selected: id, query: '', expanded: new Set([...expanded, ...(node === undefined ? [] : foldersAbove(byId(), node).map((above) => above.id))]) }));
  };
  /** Where what is made next belongs: in the folder that is selected, or beside what is. */
  const here = (): SiteId | null => {
    const { selected, drafts } = store.getState();
    const node = selected === null ? undefined : byId().get(selected);
    if (node === undefined) return selected === null ? null : (drafts.get(selected)?.site.parent ?? null);
    return isFolder(node) ? node.id : node.parent;
  };
  const expand = (id: SiteId | null): void => {
    if (id !== null) store.setState(({ expanded }) => ({ expanded: new Set([...expanded, id]) }));
  };
  const move: ManagerActions['move'] = async (id, parent, before) => {
    const node = byId().get(id);
    if (node === undefined || !(await sites.change({ kind: 'move', ids: [id], parent, before }))) return;
    show(id);
    store.setState({ cut: null, undoable: { words: t('manager.moved', { name: node.name }), id } });
  };

  return {
    newSite: (known = {}) => {
      const parent = here();
      expand(parent);
      const id = freshSiteId();
      const site: Site = { ...NEW_SITE, ...known, id, parent, name: freeName(known.profile?.host ?? t('manager.newSiteName'), namesIn(parent)) };
      const { port } = fieldsOf(site);
      const fields = { ...fieldsOf(site), port: site.profile.port === defaultPort[site.profile.protocol] ? '' : port };
      store.setState(({ drafts }) => ({ drafts: new Map(drafts).set(id, { site, fresh: true, fields, tried: false }), selected: id, query: '', tab: 'general', undoable: null }));
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-field="site-host"]')?.focus());
    },
    newFolder: async () => {
      const parent = here();
      const id = freshSiteId();
      const name = freeName(t('manager.newFolderName'), namesIn(parent));
      if (!(await sites.change({ kind: 'put', nodes: [{ id, parent, name, folder: true }], before: null }))) return;
      show(id);
      store.setState({ renaming: id, undoable: null });
    },
    rename: async (id, given) => {
      const name = given.trim().slice(0, 200);
      const node = byId().get(id);
      const draft = store.getState().drafts.get(id);
      if (name === '' || name === (draft?.fields.name ?? node?.name)) return;
      if (node !== undefined && !(await sites.change({ kind: 'put', nodes: [{ ...node, name }], before: null }))) return;
      if (draft !== undefined) changeFields(store, draft.site, { name });
    },
    duplicate: async (id) => {
      const { nodes } = sites.store.getState();
      const node = byId().get(id);
      if (node === undefined) return;
      const copies = copyOf(nodes, node, freeName(node.name, namesIn(node.parent)), freshSiteId);
      const [first] = copies;
      const group = siblings(node.parent);
      const next = group[group.findIndex((one) => one.id === id) + 1];
      if (first === undefined || !(await sites.change({ kind: 'put', nodes: [...copies], before: next?.id ?? null }))) return;
      show(first.id);
      store.setState({ renaming: first.id, undoable: null });
    },
    remove: async (id) => {
      const draft = store.getState().drafts.get(id);
      const node = byId().get(id) ?? draft?.site;
      if (node === undefined) return;
      const next = neighbour(shownNodes(siblings(node.parent), store.getState().drafts).filter((one) => one.parent === node.parent), id) ?? node.parent;
      if (draft?.fresh === true) dropDraft(store, id);
      else if (!(await sites.change({ kind: 'remove', ids: [id] }))) return;
      store.setState(({ drafts, cut }) => ({
        selected: next,
        cut: cut === id ? null : cut,
        drafts: new Map([...drafts].filter(([other, one]) => (one.fresh ? one.site.parent === null || byId().has(one.site.parent) : byId().has(other)))),
        undoable: draft?.fresh === true ? null : { words: t('manager.removed', { name: node.name }), id },
      }));
    },
    move,
    step: async (id, step) => {
      const node = byId().get(id);
      if (node === undefined) return;
      const group = siblings(node.parent);
      const at = group.findIndex((one) => one.id === id);
      switch (step) {
        case 'up':
          return at > 0 ? move(id, node.parent, group[at - 1]!.id) : undefined;
        case 'down':
          return at < group.length - 1 ? move(id, node.parent, group[at + 2]?.id ?? null) : undefined;
        case 'out': {
          const parent = node.parent === null ? undefined : byId().get(node.parent);
          if (parent === undefined) return undefined;
          const around = siblings(parent.parent);
          return move(id, parent.parent, around[around.findIndex((one) => one.id === parent.id) + 1]?.id ?? null);
        }
        case 'in': {
          const folder = group.slice(0, at).findLast(isFolder);
          return folder === undefined ? undefined : move(id, folder.id, null);
        }
        default:
          return assertNever(step);
      }
    },
    paste: async (id) => {
      const { cut } = store.getState();
      if (cut === null || cut === id) return;
      const target = id === null ? undefined : byId().get(id);
      if (target === undefined) return move(cut, null, null);
      if (isFolder(target)) return move(cut, target.id, null);
      const group = siblings(target.parent);
      return move(cut, target.parent, group[group.findIndex((one) => one.id === id) + 1]?.id ?? null);
    },
    sort: async (folder) => {
      if (await sites.change({ kind: 'sort', folder })) store.setState({ undoable: { words: t('manager.sorted'), id: null } });
    },
    undo: async () => {
      const back = store.getState().undoable?.id ?? null;
      if (!(await sites.undo())) return;
      store.setState({ undoable: null });
      const { selected, drafts } = store.getState();
      if (back !== null && byId().has(back)) show(back);
      else if (selected !== null && !byId().has(selected) && !drafts.has(selected)) store.setState({ selected: null });
    },
  };
}

/** The one that is selected when this one goes. */
function neighbour(group: readonly SiteNode[], id: SiteId): SiteId | null {
  const at = group.findIndex((one) => one.id === id);
  return (group[at + 1] ?? group[at - 1])?.id ?? null;
}
