import type { Client } from '../../shared/ipc/contract.ts';
import type { EngineCalls, SessionFacts } from '../../shared/ipc/engine-calls.ts';
import { LOCAL_SESSION, type SessionId } from '../../shared/model/ids.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { type Connecting, type ConnectionControl, createConnection } from '../connect/connection.ts';
import { t } from '../locale/translate.ts';
import type { Notices } from '../notices/notice-store.ts';
import { createLeftSide, type LeftSide } from '../panes/left-side.ts';
import { createPane, type Pane } from '../panes/pane.ts';
import type { Side } from '../panes/pane-state.ts';
import { createSynchronizedBrowsing, type SynchronizedBrowsing } from '../panes/synchronized-browsing.ts';
import type { RememberedTab } from './remembered-tabs.ts';

/** What one tab of the window shows: two panes and the servers behind them. */
export interface Tab {
  readonly id: number;
  readonly panes: Readonly<Record<Side, Pane>>;
  /** The server of the right side. */
  readonly connection: ConnectionControl;
  /** Whether both panes walk together. */
  readonly together: SynchronizedBrowsing;
  readonly left: LeftSide;
}

export interface TabOptions {
  readonly engine: Client<EngineCalls>;
  readonly notices: Notices;
  /** Whether anything else in the window shows this session, so that it must stay open. */
  readonly inUse: (session: SessionId, asking: ConnectionControl) => boolean;
  /** What the tab showed when the app was closed. */
  readonly remembered?: RememberedTab | undefined;
}

let last = 0;

export function createTab({ engine, notices, inUse, remembered }: TabOptions): Tab {
  const left = createLeftSide({ engine, onFailure: notices.showFailure, inUse: (session) => inUse(session, left.server), folder: remembered?.localDirectory ?? '' });
  const local = left.pane;
  const connection: ConnectionControl = createConnection({
    engine,
    remembered: serverOf(remembered),
    onOpen: (facts, profile, options) => showSession(facts, profile, options),
    onClose: () => remote.detach(),
    inUse: (session) => inUse(session, connection),
  });
  const remote = createPane({ side: 'remote', engine, session: connection.session, onFailure: notices.showFailure });
  const showSession = (facts: SessionFacts, profile: Profile, options: Connecting): void => {
    const here = options.localDirectory !== undefined && options.localDirectory !== '' && local.store.getState().session === LOCAL_SESSION ? local.open(options.localDirectory) : undefined;
    void Promise.all([remote.attach(facts, profile.host, options.remoteDirectory), here]).then(() => {
      if (options.synchronizedBrowsing === true) together.begin();
    });
  };
  const together = createSynchronizedBrowsing({ local, remote }, (missing) => {
    notices.show({ tone: 'warn', title: t('together.ended'), body: missing === null ? t('together.left') : t('together.missing', { path: missing }), detail: null });
  });
  // A session that was opened again has another id.
  connection.store.subscribe((state) => {
    if (state.status === 'open' && remote.store.getState().session !== null) remote.store.setState({ session: state.facts.session });
  });
  return { id: ++last, panes: { local, remote }, connection, together, left };
}

function serverOf(remembered: RememberedTab | undefined) {
  if (remembered === undefined || remembered.profile === null) return null;
  const { profile, remoteDirectory, site } = remembered;
  return { profile, remoteDirectory, ...(site === null ? {} : { site }) };
}

/** Whether the tab shows this session behind another connection than `asking`. */
export function showsSession({ connection, left }: Tab, session: SessionId, asking: ConnectionControl | null): boolean {
  return [connection, left.server].some((server) => {
    const state = server.store.getState();
    return server !== asking && state.status === 'open' && state.facts.session === session;
  });
}
