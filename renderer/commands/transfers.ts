import type { Priority } from '../../shared/model/transfer.ts';
import type { CommandState } from '../command-state.ts';
import type { PlainKey } from '../locale/translate.ts';
import { copyReason, revealTransfer } from '../queue/one-transfer.ts';
import { cancelChosen, holdChosen, moveChosen, prioritizeChosen, removeChosen, retryChosen, type Step } from '../queue/transfer-verbs.ts';
import type { Command, CommandTable } from './command.ts';

const inQueue = (state: CommandState): boolean => state.queueTab === 'queued' && state.transfersChosen;
const ended = (state: CommandState): boolean => state.queueTab !== 'queued' && state.transfersChosen;

/** The list of transfers has the focus and brings its own keys to these; the menu names them. */
function move(label: PlainKey, accelerator: string, step: Step): Command {
  return { label: () => label, accelerator, scope: 'list', enabled: (state) => state.transfersMovable, run: (hawser) => void moveChosen(hawser, step) };
}

function prioritize(label: PlainKey, priority: Priority): Command {
  return { label: () => label, accelerator: null, scope: 'window', enabled: inQueue, run: (hawser) => void prioritizeChosen(hawser, priority) };
}

/** What is done with the transfers that are chosen in the list. */
export const transferCommands = {
  transferPause: { label: () => 'command.transferPause', accelerator: null, scope: 'window', enabled: inQueue, run: (hawser) => void holdChosen(hawser, true) },
  transferResume: { label: () => 'command.transferResume', accelerator: null, scope: 'window', enabled: inQueue, run: (hawser) => void holdChosen(hawser, false) },
  transferRetryNow: { label: () => 'command.transferRetryNow', accelerator: null, scope: 'window', enabled: inQueue, run: (hawser) => void retryChosen(hawser) },
  transferCancel: { label: () => 'command.transferCancel', accelerator: 'Delete', scope: 'list', enabled: inQueue, run: (hawser) => void cancelChosen(hawser) },
  transferRetry: { label: () => 'command.transferRetry', accelerator: 'Enter', scope: 'list', enabled: ended, run: (hawser) => void retryChosen(hawser) },
  transferRemove: { label: () => 'command.transferRemove', accelerator: 'Delete', scope: 'list', enabled: ended, run: (hawser) => void removeChosen(hawser) },
  transferFirst: move('command.transferFirst', 'Alt+Home', 'first'),
  transferUp: move('command.transferUp', 'Alt+Up', 'up'),
  transferDown: move('command.transferDown', 'Alt+Down', 'down'),
  transferLast: move('command.transferLast', 'Alt+End', 'last'),
  priorityHighest: prioritize('command.priorityHighest', 'highest'),
  priorityHigh: prioritize('command.priorityHigh', 'high'),
  priorityNormal: prioritize('command.priorityNormal', 'normal'),
  priorityLow: prioritize('command.priorityLow', 'low'),
  priorityLowest: prioritize('command.priorityLowest', 'lowest'),
  transferChooseAll: {
    label: () => 'command.selectAll',
    accelerator: 'CmdOrCtrl+A',
    scope: 'list',
    enabled: (state) => state[state.queueTab] > 0,
    run: ({ queue }) => queue.view.setState(({ chosen }) => ({ chosen: { ...chosen, all: true, keys: new Set() } })),
  },
  transferCopyReason: { label: () => 'command.transferCopyReason', accelerator: null, scope: 'window', enabled: (state) => state.queueTab === 'failed' && state.transferChosen, run: (hawser) => void copyReason(hawser) },
  transferReveal: { label: () => 'command.transferReveal', accelerator: null, scope: 'window', enabled: (state) => state.queueTab === 'done' && state.transferChosen, run: (hawser) => void revealTransfer(hawser) },
} as const satisfies CommandTable;
