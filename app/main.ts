import { join } from 'node:path';
import { app, dialog, powerMonitor, session } from 'electron';
import { mainWords } from '../shared/locale/main.en.ts';
import { createEngineProcess, type EngineProcess } from '../main/engine-process.ts';
import { hostHandlers } from '../main/host-handlers.ts';
import { createWindowLink } from '../main/ipc/window-link.ts';
import { createAppMenu } from '../main/menu/app-menu.ts';
import { watchOpened } from '../main/exchange/opened.ts';
import { createNotices } from '../main/notices.ts';
import { chooseProcesses } from '../main/processes.ts';
import { createQueueWatch } from '../main/queue-watch.ts';
import { finishBeforeQuit } from '../main/quit.ts';
import { pageSource } from '../main/security/app-origin.ts';
import { registerAppScheme } from '../main/security/app-protocol.ts';
import { guardSession } from '../main/security/session.ts';
import { guardWebContents } from '../main/security/web-contents.ts';
import { openStores } from '../main/stores.ts';
import { chooseUserData } from '../main/user-data.ts';
import { createMainWindow } from '../main/window/main-window.ts';
import { applyTheme, windowHandlers } from '../main/window-handlers.ts';

const bundle = (...names: readonly string[]) => join(import.meta.dirname, ...names);

async function start(): Promise<void> {
  const opened = watchOpened(app, process.argv);
  const source = pageSource(process.env['HAWSER_DEV_URL'], app.isPackaged);
  guardWebContents(app, source.url);
  const notices = createNotices();
  const [stores] = await Promise.all([openStores(app.getPath('userData'), notices), app.whenReady()]);
  guardSession(session.defaultSession, source, bundle('..', 'renderer'));
  applyTheme(stores.settings.value());

  const engine: EngineProcess = createEngineProcess({
    entry: bundle('engine.js'),
    queueFile: () => (stores.kiosk() === null ? join(app.getPath('userData'), 'queue.sqlite') : null),
    queueNews: (news) => queue.news(news),
    printing: !app.isPackaged,
    handlers: hostHandlers(stores),
    settings: stores.settings.value,
    handOver: (port) => link.handOver(port),
    restarted: (exitCode) => link.emit({ type: 'engine-restarted', exitCode }),
  });
  const window = createMainWindow({
    file: stores.window,
    notices,
    preload: bundle('preload.cjs'),
    url: source.url,
    developerTools: !app.isPackaged,
    pageGone: engine.windowGone,
  });
  const link = createWindowLink(window.current, source.origin);
  const queue = createQueueWatch({ app, settings: stores.settings.value, window, emit: link.emit });
  const menu = createAppMenu({ platform: process.platform, developer: source.development, choose: (command) => link.emit({ type: 'command', command }) });
  link.serve(windowHandlers({ settings: stores.settings, sites: stores.sites, trust: stores.trust, hostKeys: stores.hostKeys, certificates: stores.certificates, secrets: stores.secrets, opened, kiosk: stores.kiosk, history: stores.history, notices, engine, menu, window, afterQueue: queue.afterQueue, emit: link.emit }));

  powerMonitor.on('resume', engine.wokeUp);
  opened.onNext(window.open, () => link.emit({ type: 'opened' }));
  app.on('activate', window.open);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  finishBeforeQuit(app, async () => {
    engine.stop();
    await stores.settled();
  });
  window.open();
  engine.start();
}
chooseUserData(app, process.env);
chooseProcesses(app, process);
registerAppScheme();
if (app.requestSingleInstanceLock()) {
  start().catch((thrown: unknown) => {
    console.error(thrown);
    dialog.showErrorBox(mainWords.startFailed, String(thrown));
    app.exit(1);
  });
} else {
  app.quit();
}
