import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../shared/ipc/contract.ts';
import type { MainCalls } from '../../shared/ipc/main-calls.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import { siteIdSchema, type SiteId } from '../../shared/model/ids.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { Site } from '../../shared/model/site.ts';

export interface Sites {
  readonly store: StoreApi<{ readonly sites: readonly Site[] }>;
  set(sites: readonly Site[]): void;
  load(): Promise<void>;
  save(site: Omit<Site, 'id'>): Promise<void>;
  /** Saves a site of the list as it is given. */
  change(site: Site): Promise<void>;
  remove(id: SiteId): Promise<void>;
}

export function createSites(main: Client<MainCalls>, onFailure: (failure: FailureData) => void): Sites {
  const store = createStore<{ readonly sites: readonly Site[] }>(() => ({ sites: [] }));
  const set = (sites: readonly Site[]): void => store.setState({ sites: sites.toSorted((a, b) => a.name.localeCompare(b.name)) });
  const load = async (): Promise<void> => {
    const sites = await main.sites();
    if (sites.ok) set(sites.value);
    else onFailure(sites.failure);
  };
  const change = async (site: Site): Promise<void> => {
    const saved = await main.saveSite(site);
    if (!saved.ok) onFailure(saved.failure);
    else await load();
  };
  return {
    store,
    set,
    load,
    save: (site) => change({ ...site, id: siteIdSchema.parse(crypto.randomUUID()) }),
    change,
    remove: async (id) => {
      const removed = await main.removeSite(id);
      if (!removed.ok) onFailure(removed.failure);
      else await load();
    },
  };
}

/** Whether this server and account is in the list already. */
export function siteOf(sites: readonly Site[], profile: Profile): Site | undefined {
  const key = JSON.stringify([profile.protocol, profile.host, profile.port, profile.logon]);
  return sites.find((site) => JSON.stringify([site.profile.protocol, site.profile.host, site.profile.port, site.profile.logon]) === key);
}
