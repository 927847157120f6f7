import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../shared/ipc/contract.ts';
import type { MainCalls } from '../../shared/ipc/main-calls.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import type { TrustEntry } from '../../shared/model/trust-entry.ts';

export interface TrustListState {
  /** Null until they were asked for. */
  readonly entries: readonly TrustEntry[] | null;
  /** What was removed last and can be brought back. */
  readonly removed: TrustEntry | null;
}

/** What the user decided about servers, as far as a window shows it. */
export interface TrustList {
  readonly store: StoreApi<TrustListState>;
  load(): Promise<void>;
  /** Main says that something has changed; asked again only where it is shown. */
  changed(): void;
  remove(entry: TrustEntry): Promise<void>;
  undo(): Promise<void>;
  addAuthorities(path: string): Promise<FailureData | null>;
  /** What was loaded may go. */
  close(): void;
}

export function createTrustList(main: Client<MainCalls>, onFailure: (failure: FailureData) => void): TrustList {
  const store = createStore<TrustListState>(() => ({ entries: null, removed: null }));
  const load = async (): Promise<void> => {
    const answer = await main.trustEntries();
    if (answer.ok) store.setState({ entries: answer.value });
    else onFailure(answer.failure);
  };
  return {
    store,
    load,
    changed: () => {
      if (store.getState().entries !== null) void load();
    },
    remove: async (entry) => {
      const done = await main.forgetTrust(entry);
      if (done.ok) store.setState({ removed: entry });
      else onFailure(done.failure);
    },
    undo: async () => {
      store.setState({ removed: null });
      const done = await main.undoForgetTrust();
      if (!done.ok) onFailure(done.failure);
    },
    addAuthorities: async (path) => {
      const done = await main.addAuthorities(path);
      return done.ok ? null : done.failure;
    },
    close: () => store.setState({ entries: null, removed: null }),
  };
}
