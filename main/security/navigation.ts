import type { WebContents } from 'electron';

/** No page leaves the one it was opened with; reloading that one is allowed. Neither links nor scripts nor redirects nor frames pass. */
export function denyNavigation(contents: WebContents, pageUrl: string): void {
  const guard = (event: { preventDefault(): void; readonly url: string; readonly isMainFrame: boolean }): void => {
    if (!event.isMainFrame || event.url !== pageUrl) event.preventDefault();
  };
  contents.on('will-frame-navigate', guard);
  contents.on('will-redirect', guard);
}
