import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../shared/ipc/contract.ts';
import type { MainCalls } from '../../shared/ipc/main-calls.ts';
import type { ConnectionHistory, Used } from '../../shared/model/connection-history.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import { siteIdSchema, type SiteId } from '../../shared/model/ids.ts';
import type { Outcome } from '../../shared/model/outcome.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { isFolder, NO_SITES, type Site, type SiteNode, type SitesChange, type SitesDocument, sitesOf } from '../../shared/model/site.ts';

export interface SitesState extends SitesDocument {
  /** The sites without the folders. */
  readonly sites: readonly Site[];
  readonly byId: ReadonlyMap<SiteId, SiteNode>;
  readonly history: ConnectionHistory;
}

export interface Sites {
  readonly store: StoreApi<SitesState>;
  set(document: SitesDocument): void;
  load(): Promise<void>;
  /** Says itself why a change failed; gives whether it is made. */
  change(change: SitesChange): Promise<boolean>;
  /** Takes the latest change back. */
  undo(): Promise<boolean>;
  noteUsed(used: Used): Promise<void>;
  clearHistory(): Promise<void>;
}

const NO_HISTORY: ConnectionHistory = { typed: [], sites: [] };

export function createSites(main: Client<MainCalls>, onFailure: (failure: FailureData) => void): Sites {
  const store = createStore<SitesState>(() => ({ ...NO_SITES, sites: [], byId: new Map(), history: NO_HISTORY }));
  const set = (document: SitesDocument): void => {
    store.setState({ nodes: document.nodes, bookmarks: document.bookmarks, sites: sitesOf(document), byId: new Map(document.nodes.map((node) => [node.id, node])) });
  };
  const told = <T>(outcome: Outcome<T>, use: (value: T) => void): boolean => {
    if (outcome.ok) use(outcome.value);
    else onFailure(outcome.failure);
    return outcome.ok;
  };
  const setHistory = (history: ConnectionHistory): void => store.setState({ history });
  // What has changed arrives as an event before the call is answered.
  const arrived = (): void => {};
  return {
    store,
    set,
    load: async () => {
      const [document, history] = await Promise.all([main.sites(), main.history()]);
      told(document, set);
      told(history, setHistory);
    },
    change: async (change) => told(await main.changeSites(change), arrived),
    undo: async () => told(await main.undoSites(), arrived),
    noteUsed: async (used) => void told(await main.noteUsed(used), setHistory),
    clearHistory: async () => void told(await main.clearHistory(), setHistory),
  };
}

export function freshSiteId(): SiteId {
  return siteIdSchema.parse(crypto.randomUUID());
}

/** The site of this server and account, if it is kept. */
export function siteOf(sites: readonly Site[], profile: Profile): Site | undefined {
  const logon = JSON.stringify(profile.logon);
  return sites.find(({ profile: kept }) => kept.host === profile.host && kept.port === profile.port && kept.protocol === profile.protocol && JSON.stringify(kept.logon) === logon);
}

/** Sites used lately, the latest first, and then others in their order; at most `most`. */
export function recentSites({ sites, byId, history }: SitesState, most: number): readonly Site[] {
  const recent = history.sites.flatMap((id) => {
    const node = byId.get(id);
    return node === undefined || isFolder(node) ? [] : [node];
  });
  if (recent.length >= most) return recent.slice(0, most);
  const known = new Set(recent);
  const others: Site[] = [];
  for (const site of sites) {
    if (recent.length + others.length >= most) break;
    if (!known.has(site)) others.push(site);
  }
  return [...recent, ...others];
}
