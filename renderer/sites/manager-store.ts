import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SiteId } from '../../shared/model/ids.ts';
import type { Site, SiteNode } from '../../shared/model/site.ts';
import { foldersAbove } from '../../shared/model/site-tree.ts';
import { readFields } from './read-fields.ts';
import { fieldsOf, type SiteFields } from './site-fields.ts';
import type { Sites } from './site-store.ts';

export const siteTabs = ['general', 'advanced', 'transfer', 'charset', 'trust'] as const;
export type SiteTab = (typeof siteTabs)[number];

/** A site that was changed and not saved. */
export interface SiteDraft {
  /** As it is saved; for a fresh one as it began. */
  readonly site: Site;
  readonly fresh: boolean;
  readonly fields: SiteFields;
  /** The user tried to save it, so that empty fields are said to be missing. */
  readonly tried: boolean;
}

/** What the open site manager shows. */
export interface ManagerState {
  readonly query: string;
  readonly expanded: ReadonlySet<SiteId>;
  readonly selected: SiteId | null;
  readonly renaming: SiteId | null;
  /** What will be moved by the next paste. */
  readonly cut: SiteId | null;
  readonly drafts: ReadonlyMap<SiteId, SiteDraft>;
  readonly tab: SiteTab;
  /** What the latest change did, for as long as it is offered to be taken back. */
  readonly undoable: { readonly words: string; readonly id: SiteId | null } | null;
  /** Asking whether unsaved changes may go. */
  readonly leaving: boolean;
}
export type ManagerStore = StoreApi<ManagerState>;

export function createManager(sites: Sites, selected: SiteId | null): ManagerStore {
  const { byId, nodes, history } = sites.store.getState();
  const first = selected ?? history.sites.find((id) => byId.has(id)) ?? nodes.find((node) => node.parent === null)?.id ?? null;
  const node = first === null ? undefined : byId.get(first);
  return createStore<ManagerState>(() => ({
    query: '', selected: first, renaming: null, cut: null, drafts: new Map(), tab: 'general', undoable: null, leaving: false,
    expanded: new Set(node === undefined ? [] : foldersAbove(byId, node).map(({ id }) => id)),
  }));
}

/** Everything in the tree: what is saved, and fresh sites last in their folders, each by the name that its field holds. */
export function shownNodes(nodes: readonly SiteNode[], drafts: ManagerState['drafts']): readonly SiteNode[] {
  if (drafts.size === 0) return nodes;
  const fresh = [...drafts.values()].filter((draft) => draft.fresh).map(({ site, fields }) => ({ ...site, name: fields.name }));
  return [...nodes, ...fresh];
}

/** The fields of a site: as they were changed, or as they are saved. */
export function draftOf(drafts: ManagerState['drafts'], node: Site): SiteDraft {
  return drafts.get(node.id) ?? { site: node, fresh: false, fields: fieldsOf(node), tried: false };
}

/** Changes fields of a site. A draft that is again as saved is none. */
export function changeFields(store: ManagerStore, site: Site, part: Partial<SiteFields>): void {
  store.setState(({ drafts }) => {
    const draft = draftOf(drafts, site);
    const fields = { ...draft.fields, ...part };
    const next = new Map(drafts);
    if (!draft.fresh && JSON.stringify(fields) === JSON.stringify(fieldsOf(site))) next.delete(site.id);
    else next.set(site.id, { ...draft, fields });
    return { drafts: next, leaving: false };
  });
}

export function dropDraft(store: ManagerStore, id: SiteId): void {
  store.setState(({ drafts }) => {
    const next = new Map(drafts);
    next.delete(id);
    return { drafts: next };
  });
}

/**
 * Saves every draft in one change. One that is not complete stops it: that site is shown, and its fields say what they want. Gives
 * whether all are saved.
 */
export async function saveDrafts(store: ManagerStore, sites: Sites): Promise<boolean> {
  const { drafts } = store.getState();
  const ready: Site[] = [];
  for (const [id, draft] of drafts) {
    const saved = sites.store.getState().byId.get(id);
    const base = saved === undefined || 'folder' in saved ? draft.site : saved;
    const { site } = readFields(draft.fields, base);
    if (site === null) {
      store.setState({ selected: id, drafts: new Map(drafts).set(id, { ...draft, tried: true }) });
      return false;
    }
    ready.push(site);
  }
  if (ready.length > 0 && !(await sites.change({ kind: 'put', nodes: ready, before: null }))) return false;
  store.setState(({ drafts: now }) => ({ drafts: new Map([...now].filter(([id, draft]) => drafts.get(id) !== draft)), undoable: null, leaving: false }));
  return true;
}
