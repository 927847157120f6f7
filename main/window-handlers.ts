import { app, nativeTheme } from 'electron';
import type { Handlers } from '../shared/ipc/contract.ts';
import type { AppFacts, MainCalls } from '../shared/ipc/main-calls.ts';
import type { MainEvent } from '../shared/ipc/main-events.ts';
import type { Settings } from '../shared/model/settings.ts';
import type { SitesChange, SitesDocument } from '../shared/model/site.ts';
import type { AfterQueueControl } from './after-queue/after-queue.ts';
import { chooseFile, chooseFolder, saveFile } from './choose-file.ts';
import { exchangeHandlers } from './exchange/exchange-handlers.ts';
import type { OpenedByUser } from './exchange/opened.ts';
import { loadQueue, saveQueue } from './queue-files.ts';
import type { EngineProcess } from './engine-process.ts';
import type { Kiosk } from './kiosk.ts';
import type { AppMenu } from './menu/app-menu.ts';
import type { Notices } from './notices.ts';
import { revealPath } from './reveal-path.ts';
import { secretHandlers } from './secrets/secret-handlers.ts';
import type { Secrets } from './secrets/secrets.ts';
import { changeSettings, type SettingsFile } from './settings/settings-file.ts';
import { clearHistory, type HistoryFile, noteUsed } from './sites/history-file.ts';
import type { SitesFile } from './sites/sites-file.ts';
import type { CertificatesFile } from './trust/certificates.ts';
import type { HostKeysFile } from './trust/host-keys.ts';
import type { TrustStore } from './trust/trust-store.ts';
import type { MainWindow } from './window/main-window.ts';

export interface WindowServices {
  readonly settings: SettingsFile;
  readonly sites: SitesFile;
  readonly history: HistoryFile;
  readonly trust: TrustStore;
  readonly hostKeys: HostKeysFile;
  readonly certificates: CertificatesFile;
  readonly secrets: Secrets;
  readonly opened: OpenedByUser;
  readonly kiosk: Kiosk;
  readonly notices: Notices;
  readonly engine: EngineProcess;
  readonly menu: AppMenu;
  readonly window: MainWindow;
  readonly afterQueue: AfterQueueControl;
  readonly emit: (event: MainEvent) => void;
}

/** What main answers when the window asks. */
export function windowHandlers({ settings, sites, history, trust, hostKeys, certificates, secrets, opened, kiosk, notices, engine, menu, window, afterQueue, emit }: WindowServices): Handlers<MainCalls> {
  trust.watch(() => emit({ type: 'trust' }));
  const tellSecrets = (): void => emit({ type: 'secrets', secrets: secrets.status() });
  secrets.onChange(tellSecrets);
  const tellSites = (document: SitesDocument): void => {
    emit({ type: 'sites', sites: document });
    // Which secrets belong to a site depends on the host and user that it names.
    tellSecrets();
  };
  const changeSites = async (change: SitesChange): Promise<void> => tellSites(await sites.change(change));
  secrets.onFailure((failure) => emit({ type: 'failure', failure }));
  return {
    appFacts,
    takeNotices: () => notices.take(),
    openEngine: () => engine.openWindowPort(),
    sites: sites.value,
    changeSites,
    undoSites: async () => tellSites(await sites.undo()),
    history: history.value,
    noteUsed: (used) => (kiosk() === null ? noteUsed(history, used) : history.value()),
    clearHistory: () => clearHistory(history),
    settings: () => settings.value(),
    changeSettings: async (patch) => {
      const changed = await changeSettings(settings, patch);
      applyTheme(changed);
      engine.settingsChanged(changed);
      emit({ type: 'settings', settings: changed });
      tellSecrets();
      return changed;
    },
    ...secretHandlers(secrets),
    ...exchangeHandlers({ sites, changeSites, secrets, trust, hostKeys, certificates, opened, window }),
    trustEntries: trust.entries,
    forgetTrust: trust.forget,
    undoForgetTrust: trust.undo,
    addAuthorities: trust.addAuthorities,
    setMenu: (shown) => {
      menu.set(shown);
      window.menuStands();
    },
    chooseFile: ({ title }) => chooseFile(window.current(), title),
    chooseFolder: ({ title }) => chooseFolder(window.current(), title),
    saveFile: (wish) => saveFile(window.current(), wish),
    loadQueue: ({ title }) => loadQueue(window.current(), title),
    saveQueue: ({ title, form }, queue) => saveQueue(window.current(), title, form, queue),
    afterQueue: afterQueue.value,
    chooseAfterQueue: afterQueue.choose,
    chooseAfterQueueProgram: async ({ title }) => {
      const path = await chooseFile(window.current(), title);
      return path === null ? afterQueue.value() : afterQueue.useProgram(path);
    },
    endAfterQueueCountdown: (how) => (how === 'now' ? afterQueue.now() : afterQueue.cancel()),
    revealPath,
    quit: () => app.quit(),
  };
}

function appFacts(): AppFacts {
  const platform = process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';
  return { version: app.getVersion(), platform, electron: process.versions.electron };
}

/** Sets the theme of windows, native menus and dialogs. */
export function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme;
}
