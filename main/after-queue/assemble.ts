import { type App, Notification, shell } from 'electron';
import { mainWords } from '../../shared/locale/main.en.ts';
import { fill } from '../../shared/locale/fill.ts';
import type { MainEvent } from '../../shared/ipc/main-events.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { QueueResult } from '../../shared/model/transfer.ts';
import { localFailure, toFailureData } from '../failure.ts';
import type { MainWindow } from '../window/main-window.ts';
import { type AfterQueueControl, createAfterQueue } from './after-queue.ts';
import { powerCommand, programCommand } from './power-command.ts';
import { runCommand } from './run-command.ts';

export interface AfterQueueServices {
  readonly app: App;
  readonly settings: () => Settings;
  readonly window: MainWindow;
  readonly emit: (event: MainEvent) => void;
}

/** What happens after the queue, done by Electron and the system. */
export function assembleAfterQueue({ app, settings, window, emit }: AfterQueueServices): AfterQueueControl {
  const start = (command: { readonly file: string; readonly args: readonly string[] }, more: NodeJS.ProcessEnv = {}): Promise<void> =>
    runCommand(command, { ...process.env, ...more }).catch((thrown: unknown) => {
      throw localFailure(command.file, thrown);
    });
  const systemRoot = process.env['SystemRoot'];
  const tell = ({ done, failed }: QueueResult): void => {
    const { notifyAfterQueue, soundAfterQueue } = settings();
    if (soundAfterQueue) shell.beep();
    // Who looks at the window sees it.
    if (!notifyAfterQueue || window.current()?.isFocused() === true || !Notification.isSupported()) return;
    const body = fill(failed === 0 ? mainWords.queueEnded : mainWords.queueEndedFailed, { done, failed });
    const notification = new Notification({ title: mainWords.queueEndedTitle, body, silent: soundAfterQueue });
    notification.on('click', window.open);
    notification.show();
  };
  return createAfterQueue({
    tell,
    changed: (after) => {
      if (after.countdown !== null) window.open();
      emit({ type: 'after-queue', after });
    },
    failed: (thrown) => emit({ type: 'failure', failure: toFailureData(thrown) }),
    deeds: {
      disconnect: () => emit({ type: 'disconnect-all' }),
      quit: () => app.quit(),
      sleep: () => start(powerCommand(process.platform, 'sleep', systemRoot)),
      'shut-down': () => start(powerCommand(process.platform, 'shut-down', systemRoot)),
      program: (path, { done, failed }) => start(programCommand(process.platform, path, systemRoot), { HAWSER_FILES_DONE: String(done), HAWSER_FILES_FAILED: String(failed) }),
    },
  });
}
