import type { Client } from '../shared/ipc/contract.ts';
import type { MainCalls } from '../shared/ipc/main-calls.ts';
import type { SessionFacts } from '../shared/ipc/engine-calls.ts';
import { LOCAL_SESSION, type SessionId } from '../shared/model/ids.ts';
import type { Profile } from '../shared/model/profile.ts';
import { type Connecting, type ConnectionControl, createConnection } from './connect/connection.ts';
import type { EngineLink } from './engine/engine-link.ts';
import { createLog, type Log } from './log/log-store.ts';
import { createNotices, type Notices } from './notices/notice-store.ts';
import { createLeftSide, type LeftSide } from './panes/left-side.ts';
import { createPane, type Pane } from './panes/pane.ts';
import { t } from './locale/translate.ts';
import type { Side } from './panes/pane-state.ts';
import { createSynchronizedBrowsing, type SynchronizedBrowsing } from './panes/synchronized-browsing.ts';
import { createQuestions, type Questions } from './questions/question-store.ts';
import { createQueue, type Queue } from './queue/queue-store.ts';
import { createSecrets, type SecretsControl } from './secrets/secret-store.ts';
import { createSettings, type SettingsControl } from './settings/settings-store.ts';
import { createSites, type Sites } from './sites/site-store.ts';
import { createTrustList, type TrustList } from './trust/trust-list.ts';
import { createLayout, createWindowStore, type LayoutStore, type WindowStore } from './window/layout-store.ts';

/** Everything that the window is made of; components reach it by `useHawser`. */
export interface Hawser {
  readonly engine: EngineLink['client'];
  readonly main: Client<MainCalls>;
  readonly panes: Readonly<Record<Side, Pane>>;
  /** The server of the right side. */
  readonly connection: ConnectionControl;
  /** Whether both panes walk together. */
  readonly together: SynchronizedBrowsing;
  readonly left: LeftSide;
  readonly queue: Queue;
  readonly log: Log;
  readonly questions: Questions;
  readonly sites: Sites;
  readonly trust: TrustList;
  readonly settings: SettingsControl;
  readonly secrets: SecretsControl;
  readonly notices: Notices;
  readonly layout: LayoutStore;
  readonly window: WindowStore;
}

/** Builds the window's state over its two links. Nothing is asked of either yet. */
export function createHawser(engine: EngineLink['client'], main: Client<MainCalls>, storage: Storage | null): Hawser {
  const notices = createNotices();
  const shows = (side: ConnectionControl) => (session: SessionId): boolean => {
    const state = side.store.getState();
    return state.status === 'open' && state.facts.session === session;
  };
  const left = createLeftSide({ engine, onFailure: notices.showFailure, inUse: (session) => shows(connection)(session) });
  const local = left.pane;
  const connection: ConnectionControl = createConnection({
    engine,
    onOpen: (facts, profile, options) => showSession(facts, profile, options),
    onClose: () => remote.detach(),
    inUse: (session) => shows(left.server)(session),
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
  return {
    engine,
    main,
    panes: { local, remote },
    connection,
    together,
    left,
    queue: createQueue(engine),
    log: createLog(),
    questions: createQuestions(engine),
    sites: createSites(main, notices.showFailure),
    trust: createTrustList(main, notices.showFailure),
    settings: createSettings(main, notices.showFailure),
    secrets: createSecrets(main, notices.showFailure),
    notices,
    layout: createLayout(storage),
    window: createWindowStore(),
  };
}
