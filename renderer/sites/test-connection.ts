import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FailureData } from '../../shared/model/failure.ts';
import type { OperationId, SiteId } from '../../shared/model/ids.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { ChannelProtection } from '../../shared/model/protection.ts';
import { freshOperation } from '../engine/fresh-id.ts';
import type { Hawser } from '../hawser.ts';

export type TestState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly step: 'connecting' | 'listing'; readonly host: string }
  | { readonly kind: 'done'; readonly server: string; readonly protection: ChannelProtection; readonly home: string; readonly entries: number }
  | { readonly kind: 'failed'; readonly failure: FailureData };

/** Tries a profile that may not be saved: connects, signs in, lists, and leaves again. */
export interface ConnectionTest {
  readonly store: StoreApi<TestState>;
  run(profile: Profile, using: { readonly secret?: string; readonly site?: SiteId }, directory: string): Promise<void>;
  /** Ends a test that runs, or takes the result of one that has ended off the screen. */
  stop(): Promise<void>;
}

export function createConnectionTest({ engine }: Pick<Hawser, 'engine'>): ConnectionTest {
  const store = createStore<TestState>(() => ({ kind: 'idle' }));
  const set = (state: TestState): void => store.setState(state, true);
  let operation: OperationId | null = null;

  /** An operation of this test, as long as nobody has stopped it. */
  const begin = (step: 'connecting' | 'listing', host: string): OperationId => {
    operation = freshOperation();
    set({ kind: 'running', step, host });
    return operation;
  };

  return {
    store,
    run: async (profile, using, directory) => {
      const before = await engine.snapshot();
      const connecting = begin('connecting', profile.host);
      const opened = await engine.connect(connecting, profile, using);
      if (!opened.ok) {
        if (operation === connecting) set({ kind: 'failed', failure: opened.failure });
        return;
      }
      const { session, label, home } = opened.value;
      let last = connecting;
      if (operation === connecting) {
        last = begin('listing', profile.host);
        const listed = await engine.list(last, session, directory === '' ? home : directory, { fresh: true });
        const after = await engine.snapshot();
        const protection = (after.ok ? after.value.sessions.find((facts) => facts.session === session)?.protection : undefined) ?? opened.value.protection;
        if (operation === last) set(listed.ok ? { kind: 'done', server: label, protection, home: listed.value.path, entries: listed.value.count } : { kind: 'failed', failure: listed.failure });
      }
      // An account that was open before the test stays open.
      const shared = before.ok && before.value.sessions.some((facts) => facts.session === session);
      if (!shared) await engine.disconnect(session);
    },
    stop: async () => {
      const running = operation;
      operation = null;
      set({ kind: 'idle' });
      if (running !== null) await engine.cancel(running);
    },
  };
}
