import type { BrowserWindow } from 'electron';

/** The longest that a painted page waits for its menu. */
const PATIENCE = 500;

/**
 * Shows a window once its page has painted and its menu stands, so that nothing jumps; at the latest half a second after the paint.
 * Gives back the function that says that the menu stands.
 */
export function showWhenReady(window: BrowserWindow, maximized: boolean): () => void {
  let painted = false;
  let menu = false;
  const show = (): void => {
    if (window.isDestroyed() || window.isVisible()) return;
    if (maximized) window.maximize();
    window.show();
  };
  window.once('ready-to-show', () => {
    painted = true;
    if (menu) show();
    else setTimeout(show, PATIENCE);
  });
  return () => {
    menu = true;
    if (painted) show();
  };
}
