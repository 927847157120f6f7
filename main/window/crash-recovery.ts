import { app, dialog, type BrowserWindow } from 'electron';
import { fill } from '../../shared/locale/fill.ts';
import { mainWords } from '../../shared/locale/main.en.ts';
import type { Notices } from '../notices.ts';

/** A second crash within this time is not met by a reload: the page may be what crashes it. */
const SOON = 60_000;

/**
 * Brings a page back whose process has died: once by itself, leaving a notice for the page to show; when it dies again at once, the
 * user decides. `pageGone` runs first each time.
 */
export function recoverFromCrash(window: BrowserWindow, notices: Notices, pageGone: () => void): void {
  let lastCrash = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    console.error(`The window's process is gone: ${reason}, ${exitCode}`);
    pageGone();
    const again = performance.now() - lastCrash < SOON;
    lastCrash = performance.now();
    notices.add({ kind: 'window-crashed', reason });
    if (again) ask(window, reason).catch((thrown: unknown) => console.error('The question what to do failed:', thrown));
    else reopen(window);
  });
}

/** In a turn of its own: Electron itself crashes when a page is loaded before the end of the event that says it is gone. */
function reopen(window: BrowserWindow): void {
  setImmediate(() => {
    if (!window.isDestroyed()) window.webContents.reload();
  });
}

async function ask(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: mainWords.windowDied,
    detail: fill(mainWords.windowDiedDetail, { reason }),
    buttons: [mainWords.openAgain, mainWords.quit],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) reopen(window);
  else app.quit();
}
