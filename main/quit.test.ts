import type { App } from 'electron';
import { expect, it, vi } from 'vitest';
import { finishBeforeQuit } from './quit.ts';

/** As Electron does it: microtasks run before the event is over, and a `quit` meanwhile is passed over. */
function electronApp() {
  let listener: (event: { preventDefault(): void }) => void = () => undefined;
  let quitting = false;
  let ended = false;
  const quit = async (): Promise<void> => {
    if (quitting || ended) return;
    quitting = true;
    let prevented = false;
    listener({ preventDefault: () => { prevented = true; } });
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    quitting = false;
    ended = !prevented;
  };
  const on = (_event: string, given: typeof listener): void => {
    listener = given;
  };
  return { app: { on, quit: () => void quit() } as unknown as Pick<App, 'on' | 'quit'>, ended: () => ended };
}

it.each([
  ['nothing is left to do', () => Promise.resolve()],
  ['something takes its time', () => new Promise<void>((resolve) => { setTimeout(resolve, 5); })],
  ['not all could be saved', () => Promise.reject(new Error('The disk is full.'))],
])('ends where %s', async (_case, work) => {
  const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const finish = vi.fn(work);
  const { app, ended } = electronApp();
  finishBeforeQuit(app, finish);
  app.quit();
  await expect.poll(ended).toBe(true);
  expect(finish).toHaveBeenCalledTimes(1);
  silent.mockRestore();
});
