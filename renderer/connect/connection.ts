import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../shared/ipc/contract.ts';
import type { EngineCalls, SessionFacts } from '../../shared/ipc/engine-calls.ts';
import { failureData, type FailureData } from '../../shared/model/failure.ts';
import type { OperationId, SessionId, SiteId } from '../../shared/model/ids.ts';
import { failed, type Outcome, succeeded } from '../../shared/model/outcome.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { freshOperation } from '../engine/fresh-id.ts';

export type Connection =
  | { readonly status: 'none'; readonly profile: Profile | null; readonly failure: FailureData | null }
  | { readonly status: 'connecting'; readonly profile: Profile; readonly operation: OperationId }
  | {
      readonly status: 'open';
      readonly profile: Profile;
      readonly facts: SessionFacts;
      /** Why the connection is down just now. It opens again at its next use. */
      readonly lost: FailureData | null;
      /** The engine that held the session is gone, so the window has to open it again. */
      readonly orphaned: boolean;
    };

export type OpenedMode = NonNullable<SessionFacts['dataMode']>;

export interface Connecting {
  readonly secret?: string;
  /** The site whose saved secrets may be used. */
  readonly site?: SiteId;
  /** The folders to show first; empty for the server's and the user's own. */
  readonly remoteDirectory?: string;
  readonly localDirectory?: string;
  /** Whether both panes walk together from these folders on. */
  readonly synchronizedBrowsing?: boolean;
}

export interface ConnectionOptions {
  readonly engine: Client<EngineCalls>;
  /** A session that the user asked for is open. */
  readonly onOpen: (facts: SessionFacts, profile: Profile, options: Connecting) => void;
  readonly onClose: () => void;
  /** Whether somebody else in the window shows this session too, so that it must stay open. */
  readonly inUse?: (session: SessionId) => boolean;
  /** What was connected when the app was closed, to be connected again by `reconnect`. */
  readonly remembered?: { readonly profile: Profile; readonly site?: SiteId; readonly remoteDirectory: string } | null;
}

/** A remote session of the window: that of the right side, or of the left one in the place of this computer. */
export interface ConnectionControl {
  readonly store: StoreApi<Connection>;
  connect(profile: Profile, options?: Connecting): Promise<void>;
  cancel(): Promise<void>;
  disconnect(): Promise<void>;
  reconnect(): Promise<void>;
  /** Chooses who opens the data connections, from the next transfer on and whenever the session opens again. */
  setDataMode(mode: OpenedMode): Promise<Outcome<void>>;
  /** The site that was connected to last, where it is one. */
  site(): SiteId | undefined;
  /** The folder that `reconnect` shows, while nothing has been connected yet. */
  rememberedDirectory(): string;
  /** The id to use the session by; opens it again where its engine is gone. */
  session(): Promise<Outcome<SessionId>>;
  /** Takes over a session that was open before this window was. */
  adopt(facts: SessionFacts, profile: Profile): void;
  /** What the engine said of its sessions. */
  sessionChanged(facts: SessionFacts): void;
  sessionLost(session: SessionId, failure: FailureData): void;
  engineGone(): void;
}

export function createConnection({ engine, onOpen, onClose, inUse = () => false, remembered = null }: ConnectionOptions): ConnectionControl {
  const store = createStore<Connection>(() => ({ status: 'none', profile: remembered?.profile ?? null, failure: null }));
  const { getState: get } = store;
  const set = (next: Connection): void => store.setState(next, true);
  let reopening: Promise<Outcome<SessionId>> | null = null;
  /** The site that was connected to last. */
  let site: SiteId | undefined = remembered?.site;
  let directory = remembered?.remoteDirectory ?? '';
  const ofSite = (): { readonly site?: SiteId } => (site === undefined ? {} : { site });

  const close = async (): Promise<void> => {
    const state = get();
    if (state.status === 'connecting') await engine.cancel(state.operation);
    if (state.status === 'open' && !state.orphaned && !inUse(state.facts.session)) await engine.disconnect(state.facts.session);
  };

  const connect: ConnectionControl['connect'] = async (profile, options = {}) => {
    await close();
    if (get().status === 'open') onClose();
    const operation = freshOperation();
    site = options.site;
    directory = options.remoteDirectory ?? '';
    set({ status: 'connecting', profile, operation });
    const opened = await engine.connect(operation, profile, { ...ofSite(), ...(options.secret === undefined ? {} : { secret: options.secret }) });
    const state = get();
    if (state.status !== 'connecting' || state.operation !== operation) {
      // The user went on to something else meanwhile.
      if (opened.ok && !inUse(opened.value.session)) await engine.disconnect(opened.value.session);
      return;
    }
    if (!opened.ok) {
      set({ status: 'none', profile, failure: opened.failure.code === 'cancelled' ? null : opened.failure });
      return;
    }
    set({ status: 'open', profile, facts: opened.value, lost: null, orphaned: false });
    onOpen(opened.value, profile, options);
  };

  const reopen = async (profile: Profile): Promise<Outcome<SessionId>> => {
    const opened = await engine.connect(freshOperation(), profile, ofSite());
    reopening = null;
    const state = get();
    if (!opened.ok) return opened;
    if (state.status !== 'open') return failed(failureData('not-connected'));
    const { dataMode } = state.profile;
    set({ ...state, facts: opened.value, lost: null, orphaned: false });
    // The switch was turned while the session opened.
    if (dataMode !== profile.dataMode) await engine.setDataMode(opened.value.session, dataMode);
    return succeeded(opened.value.session);
  };

  return {
    store,
    connect,
    cancel: async () => {
      const state = get();
      if (state.status !== 'connecting') return;
      set({ status: 'none', profile: state.profile, failure: null });
      await engine.cancel(state.operation);
    },
    disconnect: async () => {
      const state = get();
      if (state.status !== 'open') return;
      set({ status: 'none', profile: state.profile, failure: null });
      onClose();
      if (!state.orphaned && !inUse(state.facts.session)) await engine.disconnect(state.facts.session);
    },
    reconnect: async () => {
      const { profile } = get();
      if (profile !== null) await connect(profile, { ...ofSite(), remoteDirectory: directory });
    },
    setDataMode: async (mode) => {
      const state = get();
      if (state.status !== 'open' || state.facts.dataMode === null) return failed(failureData('not-connected'));
      set({ ...state, profile: { ...state.profile, dataMode: mode }, facts: { ...state.facts, dataMode: mode } });
      return state.orphaned ? succeeded(undefined) : engine.setDataMode(state.facts.session, mode);
    },
    site: () => site,
    rememberedDirectory: () => directory,
    session: () => {
      const state = get();
      if (state.status !== 'open') return Promise.resolve(failed(failureData('not-connected')));
      if (!state.orphaned) return Promise.resolve(succeeded(state.facts.session));
      reopening ??= reopen(state.profile);
      return reopening;
    },
    adopt: (facts, profile) => set({ status: 'open', profile, facts, lost: null, orphaned: false }),
    sessionChanged: (facts) => {
      const state = get();
      if (state.status === 'open' && state.facts.session === facts.session) set({ ...state, facts, lost: null });
    },
    sessionLost: (session, failure) => {
      const state = get();
      if (state.status === 'open' && state.facts.session === session) set({ ...state, lost: failure });
    },
    engineGone: () => {
      const state = get();
      if (state.status === 'open') set({ ...state, lost: failureData('engine-stopped'), orphaned: true });
      if (state.status === 'connecting') set({ status: 'none', profile: state.profile, failure: failureData('engine-stopped') });
    },
  };
}
