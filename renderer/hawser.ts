import type { Client } from '../shared/ipc/contract.ts';
import type { MainCalls } from '../shared/ipc/main-calls.ts';
import type { EngineLink } from './engine/engine-link.ts';
import { createLog, type Log } from './log/log-store.ts';
import { createNotices, type Notices } from './notices/notice-store.ts';
import { createQuestions, type Questions } from './questions/question-store.ts';
import { createQueue, type Queue } from './queue/queue-store.ts';
import { createSecrets, type SecretsControl } from './secrets/secret-store.ts';
import { createSettings, type SettingsControl } from './settings/settings-store.ts';
import { createSites, type Sites } from './sites/site-store.ts';
import { readTabs } from './tabs/remembered-tabs.ts';
import type { Tab } from './tabs/tab.ts';
import { createTabs, type Tabs } from './tabs/tabs.ts';
import { createTrustList, type TrustList } from './trust/trust-list.ts';
import { createLayout, createWindowStore, type LayoutStore, type WindowStore } from './window/layout-store.ts';

/** What all tabs of the window share. */
export interface Shared {
  readonly engine: EngineLink['client'];
  readonly main: Client<MainCalls>;
  readonly tabs: Tabs;
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

/** Everything that the window is made of, as one of its tabs sees it; components reach that of the tab that is shown by `useHawser`. */
export interface Hawser extends Shared, Tab {}

/** Builds the window's state over its two links, with the tabs of the last time, and gives the tab that is shown first. Nothing is asked of either link yet. */
export function createHawser(engine: EngineLink['client'], main: Client<MainCalls>, storage: Storage | null): Hawser {
  const notices = createNotices();
  const shared = {
    engine,
    main,
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
  return createTabs(shared, readTabs(storage)).active();
}
