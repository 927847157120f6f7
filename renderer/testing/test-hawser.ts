import { engineCalls } from '../../shared/ipc/engine-calls.ts';
import { mainCalls } from '../../shared/ipc/main-calls.ts';
import { clientOf } from '../../shared/ipc/port-link.ts';
import type { Entry } from '../../shared/model/entry.ts';
import { sessionIdSchema, LOCAL_SESSION, type SessionId } from '../../shared/model/ids.ts';
import { type Outcome, succeeded } from '../../shared/model/outcome.ts';
import type { SessionFacts } from '../../shared/ipc/engine-calls.ts';
import { NO_SECRETS } from '../../shared/model/secret-status.ts';
import { settingsSchema } from '../../shared/model/settings.ts';
import { NO_SITES } from '../../shared/model/site.ts';
import { createHawser, type Hawser } from '../hawser.ts';
import type { PaneState, Side } from '../panes/pane-state.ts';
import { withEntries } from '../panes/pane-state.ts';

type Reply = (...args: readonly never[]) => Outcome<unknown> | Promise<Outcome<unknown>>;

export interface TestHawser {
  readonly hawser: Hawser;
  /** Every call that left the window, in order: name and arguments. */
  readonly calls: (readonly [string, ...unknown[]])[];
}

const noHistory = { typed: [], sites: [] };
const answers: Readonly<Record<string, unknown>> = { sites: NO_SITES, history: noHistory, noteUsed: noHistory, clearHistory: noHistory, settings: settingsSchema.parse({}), changeSettings: settingsSchema.parse({}), secretStatus: NO_SECRETS, takeNotices: [], chooseFile: null, list: { count: 0, path: '/' }, preview: { kind: 'none', why: 'binary' }, queuePage: { rows: [], total: 0, heads: [] } };

/** The window's state over links that note each call and answer as `replies` say, or with success. */
export function testHawser(replies: Readonly<Record<string, Reply>> = {}): TestHawser {
  const calls: [string, ...unknown[]][] = [];
  const request = (name: string, args: readonly unknown[]): Promise<Outcome<unknown>> => {
    calls.push([name, ...args]);
    return Promise.resolve(replies[name]?.(...(args as readonly never[])) ?? succeeded(answers[name]));
  };
  return { hawser: createHawser(clientOf(engineCalls, request), clientOf(mainCalls, request), null), calls };
}

export function entry(name: string, more: Partial<Entry> = {}): Entry {
  return { name, kind: 'file', size: 1000, modified: null, mode: null, owner: null, group: null, linkTarget: null, targetKind: null, ...more };
}

export function folder(name: string): Entry {
  return entry(name, { kind: 'directory', size: null });
}

export const REMOTE: SessionId = sessionIdSchema.parse('remote-1');

export function facts(session: SessionId, more: Partial<SessionFacts> = {}): SessionFacts {
  return { session, label: 'sftp://marit@files.example.org:22', home: '/', abilities: [], grammar: 'unix', protection: { control: { kind: 'plain' }, data: null }, dataMode: null, ...more };
}

/** Puts a listing into a pane as if it had been opened. */
export function showFolder({ panes }: Hawser, side: Side, path: string, entries: readonly Entry[]): void {
  const { store } = panes[side];
  const session = side === 'local' ? LOCAL_SESSION : REMOTE;
  const state: PaneState = { ...store.getState(), session, label: side, path, status: 'ready', lastGood: path };
  store.setState(withEntries(state, entries));
}
