import type { App } from 'electron';

/** Runs `finish` once when the app is about to end, and lets it end only then, whether that went well or not. */
export function finishBeforeQuit(app: App, finish: () => Promise<void>): void {
  let finished = false;
  app.on('will-quit', (event) => {
    if (finished) return;
    event.preventDefault();
    void finish()
      .catch((thrown: unknown) => console.error('Not all was saved:', thrown))
      .then(() => {
        finished = true;
        app.quit();
      });
  });
}
