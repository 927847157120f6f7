import { showProtection } from '../trust/show-protection.ts';
import { always, type CommandTable } from './command.ts';

/** What is trusted, and how the connection is protected. */
export const trustCommands = {
  trust: { label: () => 'command.trust', accelerator: null, scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'trust' } }) },
  inspect: { label: () => 'command.inspect', accelerator: null, scope: 'window', enabled: always, run: (hawser) => hawser.window.setState({ dialog: { kind: 'inspect-server' } }) },
  protection: { label: () => 'command.protection', accelerator: null, scope: 'window', enabled: (state) => state.connection === 'open', run: showProtection },
} as const satisfies CommandTable;
