import { createStore, type StoreApi } from 'zustand/vanilla';
import { grammarOf } from '../../shared/path/grammar.ts';
import type { PathGrammar } from '../../shared/path/path-grammar.ts';
import type { Pane } from './pane.ts';
import type { Side } from './pane-state.ts';

/** Deeper folders are made up. */
const DEEPEST = 1000;

/** Where the two panes were when they began to walk together; null while they do not. */
export type Together = { readonly [S in Side]: string } | null;

/** Both panes walk together: a folder opened in one opens the folder of the same name in the other. */
export interface SynchronizedBrowsing {
  readonly store: StoreApi<{ readonly from: Together }>;
  /** Begins with the folders that are shown, where both panes show one. */
  begin(): void;
  end(): void;
}

/** `onParted`: they no longer walk together, since one went where the other has no folder; gives the path that is missing, or null outside of where they began. */
export function createSynchronizedBrowsing(panes: { readonly [S in Side]: Pane }, onParted: (missing: string | null) => void): SynchronizedBrowsing {
  const store = createStore<{ readonly from: Together }>(() => ({ from: null }));
  const end = (): void => store.setState({ from: null });

  const follow = async (side: Side): Promise<void> => {
    const { from } = store.getState();
    const other: Side = side === 'local' ? 'remote' : 'local';
    const walked = panes[side].store.getState();
    const follower = panes[other].store.getState();
    if (from === null || walked.lastGood === null) return;
    const names = namesBelow(grammarOf(walked.grammar), from[side], walked.lastGood);
    if (names === null) {
      end();
      return onParted(null);
    }
    const paths = grammarOf(follower.grammar);
    const target = names.reduce((path, name) => paths.join(path, name), from[other]);
    // It stands there or is on its way already: it is the one that was followed.
    if (follower.path === target) return;
    await panes[other].open(target);
    const { status, path } = panes[other].store.getState();
    if (status !== 'failed' || path !== target) return;
    end();
    onParted(target);
  };

  for (const side of ['local', 'remote'] as const) {
    panes[side].store.subscribe((state, before) => {
      if (state.session !== before.session) end();
      else if (state.lastGood !== before.lastGood && state.status === 'ready') void follow(side);
    });
  }
  return {
    store,
    begin: () => {
      const [local, remote] = [panes.local.store.getState().lastGood, panes.remote.store.getState().lastGood];
      store.setState({ from: local === null || remote === null ? null : { local, remote } });
    },
    end,
  };
}

/** The names that lead from a directory down to a path; null where it is not below. */
export function namesBelow(paths: PathGrammar, directory: string, path: string): readonly string[] | null {
  const names: string[] = [];
  for (let at = path; at !== directory; at = paths.parent(at)) {
    if (paths.isRoot(at) || names.length > DEEPEST) return null;
    names.unshift(paths.base(at));
  }
  return names;
}
