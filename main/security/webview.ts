import type { WebContents } from 'electron';

/** No page embeds another one by <webview>. */
export function denyWebview(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
