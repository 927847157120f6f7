import type { CommandState } from '../command-state.ts';
import type { Hawser } from '../hawser.ts';
import { openRow } from '../panes/open-row.ts';
import { PARENT_ROW, selectAll } from '../panes/selection.ts';
import { transferLabel, transferSelected } from '../panes/transfer.ts';
import { activePane, type CommandTable, inPane, withSelection } from './command.ts';

/** What is done with the files of a pane. */
export const filesCommands = {
  open: { label: () => 'command.open', accelerator: 'Alt+Right', scope: 'pane', enabled: (state) => state.paneOpen && state.selected <= 1, run: (hawser, state) => void openFocused(hawser, state) },
  transfer: {
    label: (state) => transferLabel(state.side, state.between),
    accelerator: 'Alt+Down',
    scope: 'window',
    enabled: (state) => state.bothOpen && state.selected > 0,
    run: (hawser, state) => void transferSelected(hawser, state.side),
  },
  uploadUnique: {
    label: () => 'command.uploadUnique',
    accelerator: null,
    scope: 'window',
    enabled: (state) => state.side === 'local' && state.bothOpen && state.makesNames && state.fileSelected,
    run: (hawser) => hawser.window.setState({ dialog: { kind: 'upload-unique' } }),
  },
  newFolder: {
    label: () => 'command.newFolder',
    accelerator: 'CmdOrCtrl+Shift+N',
    scope: 'window',
    enabled: inPane,
    run: (hawser, state) => hawser.window.setState({ dialog: { kind: 'new-folder', side: state.side } }),
  },
  newLink: {
    label: () => 'command.newLink',
    accelerator: null,
    scope: 'window',
    enabled: (state) => inPane(state) && state.abilities.includes('makeLink'),
    run: (hawser, state) => hawser.window.setState({ dialog: { kind: 'new-link', side: state.side } }),
  },
  duplicate: {
    label: () => 'command.duplicate',
    accelerator: null,
    scope: 'window',
    enabled: (state) => state.paneOpen && state.fileSelected && state.abilities.includes('copy'),
    run: (hawser, state) => hawser.window.setState({ dialog: { kind: 'duplicate', side: state.side } }),
  },
  rename: {
    label: () => 'command.rename',
    accelerator: 'F2',
    scope: 'window',
    enabled: (state) => state.paneOpen && state.selected === 1,
    run: (hawser) => {
      const { store } = activePane(hawser);
      store.setState(({ selection }) => ({ renaming: [...selection.selected][0] ?? null }));
    },
  },
  remove: {
    label: () => 'command.delete',
    accelerator: 'Delete',
    scope: 'pane',
    enabled: withSelection,
    run: (hawser, state) => hawser.window.setState({ dialog: { kind: 'delete', side: state.side } }),
  },
  permissions: {
    label: () => 'command.permissions',
    accelerator: 'CmdOrCtrl+Shift+P',
    scope: 'window',
    enabled: (state) => withSelection(state) && state.abilities.includes('setMode'),
    run: (hawser, state) => hawser.window.setState({ dialog: { kind: 'permissions', side: state.side } }),
  },
  checksum: {
    label: () => 'command.checksum',
    accelerator: null,
    scope: 'window',
    enabled: (state) => state.paneOpen && state.fileSelected && state.abilities.includes('checksum'),
    run: (hawser, state) => hawser.window.setState({ dialog: { kind: 'checksum', side: state.side } }),
  },
  rawCommand: {
    label: () => 'command.rawCommand',
    accelerator: null,
    scope: 'window',
    enabled: (state) => state.paneOpen && state.abilities.includes('raw'),
    run: (hawser, state) => hawser.window.setState({ dialog: { kind: 'raw-command', side: state.side } }),
  },
  selectAll: {
    label: () => 'command.selectAll',
    accelerator: 'CmdOrCtrl+A',
    scope: 'pane',
    enabled: (state) => state.paneOpen && state.rows > 0,
    run: (hawser) => activePane(hawser).store.setState(({ selection, names }) => ({ selection: selectAll(selection, names) })),
  },
  parent: {
    label: () => 'command.parent',
    accelerator: 'Alt+Up',
    alsoBy: ['Backspace', 'Alt+Left'],
    scope: 'pane',
    enabled: (state) => state.paneOpen && !state.atRoot,
    run: (hawser) => void activePane(hawser).parent(),
  },
  refresh: { label: () => 'command.refresh', accelerator: 'F5', alsoBy: ['CmdOrCtrl+F5'], scope: 'window', enabled: inPane, run: (hawser) => void activePane(hawser).refresh() },
  revealPath: {
    label: () => 'command.reveal',
    accelerator: null,
    scope: 'window',
    enabled: (state) => state.paneOpen && state.side === 'local' && !state.between,
    run: (hawser) => void hawser.main.revealPath(hawser.panes.local.store.getState().path),
  },
} as const satisfies CommandTable;

async function openFocused(hawser: Hawser, state: CommandState): Promise<void> {
  const { selection } = hawser.panes[state.side].store.getState();
  const name = selection.focus ?? PARENT_ROW;
  await openRow(hawser, state.side, name);
}
