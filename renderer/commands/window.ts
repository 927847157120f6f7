import type { CommandState } from '../command-state.ts';
import type { Hawser } from '../hawser.ts';
import { otherSide } from '../panes/transfer.ts';
import { focusPane, focusPath, focusQuickconnect } from '../window/focus.ts';
import { always, type CommandTable, inPane } from './command.ts';

/** The window itself: its dialogs, its parts, where the focus is. */
export const windowCommands = {
  settings: { label: () => 'command.settings', accelerator: 'CmdOrCtrl+,', scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'settings' } }) },
  quit: { label: () => 'command.quit', accelerator: 'CmdOrCtrl+Q', scope: 'window', enabled: always, run: (hawser) => void hawser.main.quit() },
  about: { label: () => 'command.about', accelerator: null, scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'about' } }) },
  focusPath: { label: () => 'command.focusPath', accelerator: 'CmdOrCtrl+L', scope: 'window', enabled: inPane, run: (_, state) => focusPath(state.side) },
  nextField: { label: () => 'command.nextField', accelerator: 'F6', scope: 'window', enabled: always, run: (hawser, state) => focusNextField(hawser, state) },
  otherPane: { label: () => 'command.otherPane', accelerator: 'F7', scope: 'window', enabled: always, run: (_, state) => focusPane(otherSide(state.side)) },
  synchronizedBrowsing: {
    label: () => 'command.synchronizedBrowsing',
    accelerator: 'CmdOrCtrl+Y',
    scope: 'window',
    enabled: (state) => state.bothOpen,
    checked: (state) => state.together,
    run: (hawser, state) => (state.together ? hawser.together.end() : hawser.together.begin()),
  },
  toggleLog: {
    label: () => 'command.showLog',
    accelerator: null,
    scope: 'window',
    enabled: always,
    checked: (state) => state.logShown,
    run: (hawser) => hawser.layout.setState(({ logShown }) => ({ logShown: !logShown })),
  },
  toggleQueue: {
    label: () => 'command.showQueue',
    accelerator: null,
    scope: 'window',
    enabled: always,
    checked: (state) => state.queueShown,
    run: (hawser) => hawser.layout.setState(({ queueShown }) => ({ queueShown: !queueShown })),
  },
} as const satisfies CommandTable;

/** F6 goes round: quickconnect, local path, remote path. */
function focusNextField(hawser: Hawser, state: CommandState): void {
  const focused = document.activeElement?.getAttribute('data-field');
  if (focused === 'path-local' && hawser.panes.remote.store.getState().session !== null) focusPath('remote');
  else if (focused === 'path-local' || focused === 'path-remote') focusQuickconnect();
  else focusPath(focused === 'host' ? 'local' : state.side);
}
