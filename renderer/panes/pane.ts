import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../shared/ipc/contract.ts';
import type { EngineCalls, SessionFacts } from '../../shared/ipc/engine-calls.ts';
import type { Entry } from '../../shared/model/entry.ts';
import type { FailureData } from '../../shared/model/failure.ts';
import type { OperationId, SessionId } from '../../shared/model/ids.ts';
import { failed, type Outcome } from '../../shared/model/outcome.ts';
import { grammarOf } from '../../shared/path/grammar.ts';
import { freshOperation } from '../engine/fresh-id.ts';
import { emptyPane, type PaneState, type Side, withEntries } from './pane-state.ts';
import { NO_SELECTION, PARENT_ROW } from './selection.ts';

export interface PaneOptions {
  readonly side: Side;
  readonly engine: Client<EngineCalls>;
  /** The session that the pane shows, opened again if it has to be. */
  readonly session: () => Promise<Outcome<SessionId>>;
  /** Told of failures that leave the listing as it is. */
  readonly onFailure: (failure: FailureData) => void;
}

/** One side of the window: which folder it shows, its rows and their selection, and what can be done there. */
export interface Pane {
  readonly store: StoreApi<PaneState>;
  attach(facts: SessionFacts, label: string, path?: string): Promise<void>;
  detach(): void;
  /** Lists a path; `focus` names the row to land on. */
  open(path: string, options?: { readonly fresh?: boolean; readonly focus?: string }): Promise<void>;
  /** Lists the folder again and keeps the selection. */
  refresh(): Promise<void>;
  parent(): Promise<void>;
  /** Asks for a refresh soon; many requests become one. */
  refreshSoon(): void;
  receive(operation: OperationId, entries: readonly Entry[]): void;
  rename(name: string, to: string): Promise<boolean>;
  makeDirectory(name: string): Promise<Outcome<void>>;
  /** Makes a symbolic link in the folder. */
  makeLink(target: string, name: string): Promise<Outcome<void>>;
  /** Has the server copy a file of the folder under another name. */
  duplicate(name: string, to: string): Promise<Outcome<void>>;
  /** Has something come into the folder, and selects it there by the path that it has then. */
  bringIn(bring: (session: SessionId, folder: string) => Promise<Outcome<string>>): Promise<Outcome<string>>;
  remove(entries: readonly Entry[]): Promise<void>;
}

const REFRESH_AFTER_MS = 250;

export function createPane(options: PaneOptions): Pane {
  const { engine } = options;
  const store = createStore<PaneState>(() => emptyPane(options.side));
  const { getState: get, setState: set } = store;
  /** Rows of the listing under way; they are shown when it is whole, so that it is sorted once. */
  let incoming: Entry[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;

  /** After each listing, and so after every transfer into the folder and every change in it. */
  const askFreeSpace = async (path: string): Promise<void> => {
    const { session, abilities } = get();
    if (session === null || !abilities.includes('freeSpace')) return;
    const told = await engine.freeSpace(session, path);
    if (get().session === session && get().path === path) set({ freeSpace: told.ok ? told.value : null });
  };

  const list = async (path: string, fresh: boolean, land: (state: PaneState) => PaneState): Promise<void> => {
    const operation = freshOperation();
    // This listing shows what a later one was meant for.
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const before = get().operation;
    if (before !== null) void engine.cancel(before);
    incoming = [];
    set({ operation, path, status: 'loading', arrived: 0, renaming: null });
    const session = await options.session();
    const listed = session.ok ? await engine.list(operation, session.value, path, { fresh }) : failed(session.failure);
    if (get().operation !== operation) return;
    if (!listed.ok) {
      set(withEntries({ ...get(), operation: null, status: 'failed', failure: listed.failure }, []));
      return;
    }
    const ready: PaneState = { ...get(), operation: null, status: 'ready', failure: null, path: listed.value.path, lastGood: listed.value.path };
    set(land(withEntries(ready, incoming)));
    incoming = [];
    void askFreeSpace(listed.value.path);
  };

  const open: Pane['open'] = (path, { fresh = false, focus } = {}) => {
    const resolved = grammarOf(get().grammar).resolve(get().path, path);
    return list(resolved, fresh, (state) => {
      const first = focus !== undefined && state.names.includes(focus) ? focus : (state.names[0] ?? null);
      return { ...state, selection: { ...NO_SELECTION, selected: new Set(first === null || first === PARENT_ROW || focus === undefined ? [] : [first]), focus: first, anchor: first } };
    });
  };

  const refresh = (): Promise<void> => (get().session === null ? Promise.resolve() : list(get().path, true, (state) => state));

  const change = async <T>(act: (session: SessionId) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const session = await options.session();
    const outcome = session.ok ? await act(session.value) : failed(session.failure);
    await refresh();
    return outcome;
  };
  const select = (name: string): void => {
    if (get().names.includes(name)) set({ selection: { selected: new Set([name]), focus: name, anchor: name } });
  };
  /** Selects what is there under this name then. */
  const landingOn = async <T>(name: string, act: (session: SessionId) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const outcome = await change(act);
    if (outcome.ok) select(name);
    return outcome;
  };
  const inFolder = (name: string): string => grammarOf(get().grammar).join(get().path, name);

  return {
    store,
    open,
    refresh,
    attach: (facts, label, path) => {
      const { side, sort } = get();
      set({ ...emptyPane(side), sort, session: facts.session, label, grammar: facts.grammar, abilities: facts.abilities, home: facts.home, path: facts.home });
      return open(path === undefined || path === '' ? facts.home : path);
    },
    detach: () => set({ ...emptyPane(options.side), sort: get().sort }),
    parent: () => {
      const { grammar, path } = get();
      const paths = grammarOf(grammar);
      return paths.isRoot(path) ? Promise.resolve() : open(paths.parent(path), { focus: paths.base(path) });
    },
    refreshSoon: () => {
      timer ??= setTimeout(() => {
        timer = null;
        if (get().renaming === null && get().status !== 'loading') void refresh();
      }, REFRESH_AFTER_MS);
    },
    receive: (operation, entries) => {
      if (get().operation !== operation) return;
      for (const entry of entries) incoming.push(entry);
      set({ arrived: incoming.length });
    },
    rename: async (name, to) => {
      const outcome = await landingOn(to, (session) => engine.rename(session, inFolder(name), inFolder(to)));
      if (!outcome.ok) options.onFailure(outcome.failure);
      return outcome.ok;
    },
    makeDirectory: (name) => landingOn(name, (session) => engine.makeDirectory(session, inFolder(name))),
    makeLink: (target, name) => landingOn(name, (session) => engine.makeLink(session, target, inFolder(name))),
    duplicate: (name, to) => landingOn(to, (session) => engine.copyOnServer(freshOperation(), session, inFolder(name), inFolder(to))),
    bringIn: async (bring) => {
      const outcome = await change((session) => bring(session, get().path));
      if (outcome.ok) select(grammarOf(get().grammar).base(outcome.value));
      return outcome;
    },
    remove: async (entries) => {
      const items = entries.map((entry) => ({ path: inFolder(entry.name), directory: entry.kind === 'directory' }));
      const outcome = await change((session) => engine.remove(freshOperation(), session, items));
      if (!outcome.ok) options.onFailure(outcome.failure);
    },
  };
}
