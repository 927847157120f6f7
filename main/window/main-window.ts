import { BrowserWindow, screen } from 'electron';
import { systemCode } from '../failure.ts';
import type { Notices } from '../notices.ts';
import { backgroundColor, followTheme } from './background.ts';
import { recoverFromCrash } from './crash-recovery.ts';
import { MINIMUM_SIZE, placeWindow } from './place-window.ts';
import { rememberBounds } from './remember-bounds.ts';
import { showWhenReady } from './show-when-ready.ts';
import type { WindowFile } from './window-file.ts';

export interface MainWindowOptions {
  readonly file: WindowFile;
  readonly notices: Notices;
  /** Absolute path of the bundled preload script. */
  readonly preload: string;
  readonly url: string;
  readonly developerTools: boolean;
  /** The page is gone (crashed, or its window closed); what was open for it can be closed. */
  readonly pageGone: () => void;
}

/** The app's one window, which may be closed and opened again. */
export interface MainWindow {
  /** Opens it, or brings it to the front. */
  open(): void;
  /** Null while it is closed. */
  current(): BrowserWindow | null;
  /** Tells the window that its menu stands. */
  menuStands(): void;
}

export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | null = null;
  let menuStands = (): void => {};

  const create = (): BrowserWindow => {
    const { bounds, maximized } = options.file.value();
    const [primary, others] = [screen.getPrimaryDisplay(), screen.getAllDisplays()];
    const created = new BrowserWindow({
      ...placeWindow(bounds, [primary, ...others.filter(({ id }) => id !== primary.id)].map(({ workArea }) => workArea)),
      minWidth: MINIMUM_SIZE.width,
      minHeight: MINIMUM_SIZE.height,
      title: 'Hawser',
      backgroundColor: backgroundColor(),
      show: false,
      webPreferences: {
        preload: options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        navigateOnDragDrop: false,
        safeDialogs: true,
        devTools: options.developerTools,
      },
    });
    rememberBounds(created, options.file);
    followTheme(created);
    recoverFromCrash(created, options.notices, options.pageGone);
    menuStands = showWhenReady(created, maximized);
    created.on('closed', () => {
      window = null;
      menuStands = () => {};
      options.pageGone();
    });
    created.loadURL(options.url).catch((thrown: unknown) => {
      // A reload that overtakes the first load ends it with ERR_ABORTED.
      if (systemCode(thrown) !== 'ERR_ABORTED') console.error(`The page ${options.url} did not load:`, thrown);
    });
    return created;
  };

  return {
    open: () => {
      if (window === null) {
        window = create();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    current: () => window,
    menuStands: () => menuStands(),
  };
}
