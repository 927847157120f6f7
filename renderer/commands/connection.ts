import { chooseDataMode } from '../connect/choose-data-mode.ts';
import { focusQuickconnect } from '../window/focus.ts';
import { always, type CommandTable } from './command.ts';

/** Servers: finding them, connecting, leaving. */
export const connectionCommands = {
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
  otherServer: { label: () => 'command.otherServer', accelerator: null, scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'other-server', site: null } }) },
  thisComputer: { label: () => 'command.thisComputer', accelerator: null, scope: 'window', enabled: (state) => state.between, run: (hawser) => void hawser.left.showComputer() },
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
  lockSecrets: { label: () => 'command.lockSecrets', accelerator: 'CmdOrCtrl+Shift+L', scope: 'window', enabled: (state) => state.secretsOpen, run: (hawser) => void hawser.secrets.lock() },
} as const satisfies CommandTable;
