import type { WebContents } from 'electron';

/** No page opens a window, by script, link or modifier click. */
export function denyWindowOpen(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
