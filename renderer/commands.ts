import type { CommandState } from './command-state.ts';
import { chooseDataMode } from './connect/choose-data-mode.ts';
import type { Hawser } from './hawser.ts';
import type { PlainKey } from './locale/translate.ts';
import { PARENT_ROW, selectAll } from './panes/selection.ts';
import { openRow } from './panes/open-row.ts';
import { otherSide, transferSelected } from './panes/transfer.ts';
import { focusPane, focusPath, focusQuickconnect } from './window/focus.ts';

export interface Command {
  readonly label: (state: CommandState) => PlainKey;
  /** As Electron writes it; null for none. */
  readonly accelerator: string | null;
  /** Further keys, that no menu shows. */
  readonly alsoBy?: readonly string[];
  /** `pane`: the key works only while a file list has the focus, since text fields use it themselves. */
  readonly scope: 'window' | 'pane';
  readonly enabled: (state: CommandState) => boolean;
  readonly checked?: (state: CommandState) => boolean;
  readonly run: (hawser: Hawser, state: CommandState) => void;
}

const always = (): boolean => true;
const inPane = (state: CommandState): boolean => state.paneOpen;
const withSelection = (state: CommandState): boolean => state.paneOpen && state.selected > 0;
const active = (hawser: Hawser) => hawser.panes[hawser.window.getState().activeSide];

/** Everything that can be done by a name: menu, toolbar, context menus and keys all read this one table. */
const table = {
  connect: { label: () => 'command.connect', accelerator: null, scope: 'window', enabled: always, run: focusQuickconnect },
  disconnect: {
    label: (state) => (state.connection === 'connecting' ? 'command.cancelConnect' : 'command.disconnect'),
    accelerator: 'CmdOrCtrl+D',
    scope: 'window',
    enabled: (state) => state.connection !== 'none',
    run: (hawser, state) => void (state.connection === 'connecting' ? hawser.connection.cancel() : hawser.connection.disconnect()),
  },
  reconnect: { label: () => 'command.reconnect', accelerator: 'CmdOrCtrl+R', scope: 'window', enabled: (state) => state.canReconnect, run: (hawser) => void hawser.connection.reconnect() },
  sites: { label: () => 'command.sites', accelerator: 'CmdOrCtrl+S', scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'sites', site: null } }) },
  saveSite: {
    label: () => 'command.saveSite',
    accelerator: null,
    scope: 'window',
    enabled: (state) => state.connection === 'open' && !state.siteSaved,
    run: (hawser) => hawser.window.setState({ dialog: { kind: 'save-site' } }),
  },
  activeMode: {
    label: () => 'command.activeMode',
    accelerator: 'CmdOrCtrl+Shift+M',
    scope: 'window',
    enabled: (state) => state.dataMode !== null,
    checked: (state) => state.dataMode === 'active',
    run: (hawser, state) => void chooseDataMode(hawser, state.dataMode === 'active' ? 'passive' : 'active'),
  },
  settings: { label: () => 'command.settings', accelerator: 'CmdOrCtrl+,', scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'settings' } }) },
  lockSecrets: { label: () => 'command.lockSecrets', accelerator: 'CmdOrCtrl+Shift+L', scope: 'window', enabled: (state) => state.secretsOpen, run: (hawser) => void hawser.secrets.lock() },
  quit: { label: () => 'command.quit', accelerator: 'CmdOrCtrl+Q', scope: 'window', enabled: always, run: (hawser) => void hawser.main.quit() },
  about: { label: () => 'command.about', accelerator: null, scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'about' } }) },

  open: { label: () => 'command.open', accelerator: 'Alt+Right', scope: 'pane', enabled: (state) => state.paneOpen && state.selected <= 1, run: (hawser, state) => void openFocused(hawser, state) },
  transfer: {
    label: (state) => (state.side === 'local' ? 'command.upload' : 'command.download'),
    accelerator: 'Alt+Down',
    scope: 'window',
    enabled: (state) => state.bothOpen && state.selected > 0,
    run: (hawser, state) => void transferSelected(hawser, state.side),
  },
  newFolder: {
    label: () => 'command.newFolder',
    accelerator: 'CmdOrCtrl+Shift+N',
    scope: 'window',
    enabled: inPane,
    run: (hawser, state) => hawser.window.setState({ dialog: { kind: 'new-folder', side: state.side } }),
  },
  rename: {
    label: () => 'command.rename',
    accelerator: 'F2',
    scope: 'window',
    enabled: (state) => state.paneOpen && state.selected === 1,
    run: (hawser) => {
      const { store } = active(hawser);
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
  selectAll: {
    label: () => 'command.selectAll',
    accelerator: 'CmdOrCtrl+A',
    scope: 'pane',
    enabled: (state) => state.paneOpen && state.rows > 0,
    run: (hawser) => active(hawser).store.setState(({ selection, names }) => ({ selection: selectAll(selection, names) })),
  },

  parent: {
    label: () => 'command.parent',
    accelerator: 'Alt+Up',
    alsoBy: ['Backspace', 'Alt+Left'],
    scope: 'pane',
    enabled: (state) => state.paneOpen && !state.atRoot,
    run: (hawser) => void active(hawser).parent(),
  },
  refresh: { label: () => 'command.refresh', accelerator: 'F5', alsoBy: ['CmdOrCtrl+F5'], scope: 'window', enabled: inPane, run: (hawser) => void active(hawser).refresh() },
  revealPath: {
    label: () => 'command.reveal',
    accelerator: null,
    scope: 'window',
    enabled: (state) => state.paneOpen && state.side === 'local',
    run: (hawser) => void hawser.main.revealPath(hawser.panes.local.store.getState().path),
  },
  focusPath: { label: () => 'command.focusPath', accelerator: 'CmdOrCtrl+L', scope: 'window', enabled: inPane, run: (_, state) => focusPath(state.side) },
  nextField: { label: () => 'command.nextField', accelerator: 'F6', scope: 'window', enabled: always, run: (hawser, state) => focusNextField(hawser, state) },
  otherPane: { label: () => 'command.otherPane', accelerator: 'F7', scope: 'window', enabled: always, run: (_, state) => focusPane(otherSide(state.side)) },
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
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof table;
export const commands: Readonly<Record<CommandId, Command>> = table;

export function isCommandId(id: string): id is CommandId {
  return Object.hasOwn(table, id);
}

async function openFocused(hawser: Hawser, state: CommandState): Promise<void> {
  const { selection } = hawser.panes[state.side].store.getState();
  const name = selection.focus ?? PARENT_ROW;
  await openRow(hawser, state.side, name);
}

/** F6 goes round: quickconnect, local path, remote path. */
function focusNextField(hawser: Hawser, state: CommandState): void {
  const focused = document.activeElement?.getAttribute('data-field');
  if (focused === 'path-local' && hawser.panes.remote.store.getState().session !== null) focusPath('remote');
  else if (focused === 'path-local' || focused === 'path-remote') focusQuickconnect();
  else focusPath(focused === 'host' ? 'local' : state.side);
}
