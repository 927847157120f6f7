import { exportQueue, importQueue } from '../queue/queue-files.ts';
import { always, type CommandTable } from './command.ts';

/** The transfer queue as a whole. */
export const queueCommands = {
  pauseQueue: {
    label: (state) => (state.paused ? 'command.resumeQueue' : 'command.pauseQueue'),
    accelerator: 'CmdOrCtrl+P',
    scope: 'window',
    enabled: always,
    run: (hawser, state) => {
      void hawser.engine.pauseQueue(!state.paused).then((done) => (done.ok ? hawser.queue.setPaused(!state.paused) : hawser.notices.showFailure(done.failure)));
    },
  },
  cancelAll: { label: () => 'command.cancelAll', accelerator: null, scope: 'window', enabled: (state) => state.queued > 0, run: (hawser) => void hawser.engine.cancelTransfers() },
  retryAll: { label: () => 'command.retryAll', accelerator: null, scope: 'window', enabled: (state) => state.failed > 0, run: (hawser) => void hawser.engine.retryTransfers() },
  clearEnded: { label: () => 'command.clearEnded', accelerator: null, scope: 'window', enabled: (state) => state.done + state.failed > 0, run: (hawser) => void hawser.engine.clearTransfers() },
  afterQueue: { label: () => 'command.afterQueue', accelerator: null, scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'after-queue' } }) },
  speedLimits: { label: () => 'command.speedLimits', accelerator: null, scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'limits' } }) },
  toggleLimits: {
    label: (state) => (state.limited ? 'command.limitsOff' : 'command.limitsOn'),
    accelerator: null,
    scope: 'window',
    enabled: always,
    run: (hawser, state) => void hawser.settings.change({ rateLimits: !state.limited }),
  },
  exportQueue: { label: () => 'command.exportQueue', accelerator: null, scope: 'window', enabled: (state) => state.queued > 0, run: (hawser) => void exportQueue(hawser, 'json') },
  exportQueueForFileZilla: { label: () => 'command.exportQueueForFileZilla', accelerator: null, scope: 'window', enabled: (state) => state.queued > 0, run: (hawser) => void exportQueue(hawser, 'filezilla') },
  importQueue: { label: () => 'command.importQueue', accelerator: null, scope: 'window', enabled: always, run: (hawser) => void importQueue(hawser) },
} as const satisfies CommandTable;
