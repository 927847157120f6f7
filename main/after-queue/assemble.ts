import { type App, Notification, shell } from 'electron';
import { mainWords } from '../../shared/locale/main.en.ts';
import { fill } from '../../shared/locale/fill.ts';
import type { MainEvent } from '../../shared/ipc/main-events.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { QueueResult } from '../../shared/model/transfer.ts';
import { MainFailure, toFailureData } from '../failure.ts';
import type { MainWindow } from '../window/main-window.ts';
import { type AfterQueueControl, createAfterQueue } from './after-queue.ts';
import { powerCommand, type SystemCommand } from './power-command.ts';
import { programCommand } from './program-command.ts';
import { runAndTell } from './run-and-tell.ts';

export interface AfterQueueServices {
  readonly app: App;
  readonly settings: () => Settings;
  readonly window: MainWindow;
  readonly emit: (event: MainEvent) => void;
}

/** What happens after the queue, done by Electron and the system. */
export function assembleAfterQueue({ app, settings, window, emit }: AfterQueueServices): AfterQueueControl {
  const { platform } = process;
  const systemRoot = process.env['SystemRoot'];
  const run = (command: SystemCommand, program = command.file): Promise<void> => runAndTell({ command, program, folder: app.getPath('home'), emit });
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
    platform,
    tell,
    changed: (after) => {
      if (after.countdown !== null) window.open();
      emit({ type: 'after-queue', after });
    },
    failed: (thrown) => emit({ type: 'failure', failure: toFailureData(thrown) }),
    deeds: {
      disconnect: () => emit({ type: 'disconnect-all' }),
      quit: () => app.quit(),
      sleep: () => run(powerCommand(platform, 'sleep', systemRoot)),
      'shut-down': () => run(powerCommand(platform, 'shut-down', systemRoot)),
      program: (program, args, result) => {
        if (args === null) throw MainFailure.of('arguments-unreadable', { program });
        const filled = args.map((one) => fill(one, { ...result }));
        return run(programCommand(program, filled, { platform, systemRoot }), program);
      },
    },
  });
}
