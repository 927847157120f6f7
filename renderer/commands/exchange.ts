import { always, type CommandTable } from './command.ts';

/** Sites from and to files. */
export const exchangeCommands = {
  importSites: { label: () => 'command.importSites', accelerator: null, scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'import', path: null } }) },
  exportSites: { label: () => 'command.exportSites', accelerator: null, scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'export', node: null } }) },
} as const satisfies CommandTable;
