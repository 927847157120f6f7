import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import type { Hawser } from '../hawser.ts';
import { type RememberedTab, writeTabs } from './remembered-tabs.ts';
import type { Tabs } from './tabs.ts';

const AFTER_MS = 400;

/** Keeps what the tabs show for the next start, soon after each change, unless nothing may be kept on this computer or the user wants none. */
export function keepTabs(tabs: Tabs, storage: Storage | null): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const save = (): void => {
    timer = null;
    const { settings, secrets } = tabs.active();
    const all = tabs.all();
    const wanted = settings.store.getState().restoreTabs && secrets.store.getState().kiosk === null;
    writeTabs(storage, wanted ? { active: Math.max(0, all.indexOf(tabs.active())), tabs: all.map(shown) } : null);
  };
  const soon = (): void => {
    timer ??= setTimeout(save, AFTER_MS);
  };
  const watched = new WeakSet<Hawser>();
  const watch = (): void => {
    for (const tab of tabs.all()) {
      if (watched.has(tab)) continue;
      watched.add(tab);
      for (const store of [tab.connection.store, tab.panes.local.store, tab.panes.remote.store]) store.subscribe(soon);
    }
    soon();
  };
  tabs.store.subscribe(watch);
  tabs.active().settings.store.subscribe(soon);
  watch();
}

function shown({ connection, panes }: Hawser): RememberedTab {
  const local = panes.local.store.getState();
  const { profile } = connection.store.getState();
  return {
    profile,
    site: connection.site() ?? null,
    remoteDirectory: panes.remote.store.getState().lastGood ?? connection.rememberedDirectory(),
    localDirectory: local.session === LOCAL_SESSION ? (local.lastGood ?? '') : '',
  };
}
