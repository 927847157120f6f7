import type { App } from 'electron';

/** Runs `finish` once when the app is about to end, and lets it end only then, whether that went well or not. */
export function finishBeforeQuit(app: Pick<App, 'on' | 'quit'>, finish: () => Promise<void>): void {
  let finished = false;
  app.on('will-quit', (event) => {
    if (finished) return;
    event.preventDefault();
    void finish()
      .catch((thrown: unknown) => console.error('Not all was saved:', thrown))
      .then(() => {
        finished = true;
        // Where nothing is left to write, this runs while the event is still under way, and Electron passes over a `quit` inside of it.
        setTimeout(() => app.quit(), 0);
      });
  });
}
