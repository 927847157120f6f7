import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFacts } from '../../shared/ipc/engine-calls.ts';
import type { SessionId } from '../../shared/model/ids.ts';
import type { ConnectionControl } from '../connect/connection.ts';
import type { Hawser, Shared } from '../hawser.ts';
import type { RememberedTab, RememberedTabs } from './remembered-tabs.ts';
import { createTab, showsSession } from './tab.ts';

/** The tabs of the window, each seen through a `Hawser` of its own that shares everything else. */
export interface Tabs {
  readonly store: StoreApi<TabsState>;
  active(): Hawser;
  all(): readonly Hawser[];
  /** Opens an empty tab behind the others and shows it. */
  open(): Hawser;
  /** Leaves the tab's servers. The last tab stays, empty. */
  close(tab: Hawser): Promise<void>;
  show(tab: Hawser): void;
  /** Shows the next tab, or with -1 the one before, round and round. */
  step(by: 1 | -1): void;
  /** The engine's disk is there: every tab shows its folder of it. */
  ready(disk: SessionFacts): void;
}

export interface TabsState {
  readonly tabs: readonly Hawser[];
  readonly active: Hawser;
}

export function createTabs(shared: Omit<Shared, 'tabs'>, remembered: RememberedTabs | null): Tabs {
  let disk: SessionFacts | null = null;
  const inUse = (session: SessionId, asking: ConnectionControl): boolean => store.getState().tabs.some((tab) => showsSession(tab, session, asking));
  const create = (kept?: RememberedTab): Hawser => ({ ...shared, get tabs() { return tabs; }, ...createTab({ engine: shared.engine, notices: shared.notices, inUse, remembered: kept }) });
  const first = remembered === null ? [create()] : remembered.tabs.map((kept) => create(kept));
  const store = createStore<TabsState>(() => ({ tabs: first, active: first[remembered?.active ?? 0] ?? first[0]! }));
  const get = store.getState;

  const open = (): Hawser => {
    const tab = create();
    store.setState({ tabs: [...get().tabs, tab], active: tab });
    if (disk !== null) void tab.left.ready(disk);
    return tab;
  };
  const tabs: Tabs = {
    store,
    active: () => get().active,
    all: () => get().tabs,
    open,
    close: async (tab) => {
      const { tabs: before, active } = get();
      const at = before.indexOf(tab);
      if (at < 0) return;
      if (before.length === 1) open();
      const rest = get().tabs.filter((one) => one !== tab);
      store.setState({ tabs: rest, active: active === tab ? (rest[Math.min(at, rest.length - 1)] ?? rest[0]!) : active });
      await Promise.all([tab.connection, tab.left.server].map((server) => (server.store.getState().status === 'connecting' ? server.cancel() : server.disconnect())));
    },
    show: (tab) => {
      if (get().tabs.includes(tab)) store.setState({ active: tab });
    },
    step: (by) => {
      const { tabs: all, active } = get();
      store.setState({ active: all.at((all.indexOf(active) + by) % all.length) ?? active });
    },
    ready: (facts) => {
      disk = facts;
      for (const tab of get().tabs) void tab.left.ready(facts);
    },
  };
  return tabs;
}
