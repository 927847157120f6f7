import { always, type CommandTable } from './command.ts';

/** SSH keys. */
export const keyCommands = {
  keys: { label: () => 'command.keys', accelerator: null, scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'keys' } }) },
} as const satisfies CommandTable;
