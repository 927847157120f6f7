import type { App } from 'electron';
import { denyNavigation } from './navigation.ts';
import { denyWebview } from './webview.ts';
import { denyWindowOpen } from './window-open.ts';

/** Puts every page that the app ever makes under the same rules, from its first moment. */
export function guardWebContents(app: App, pageUrl: string): void {
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents, pageUrl);
    denyWindowOpen(contents);
    denyWebview(contents);
  });
}
