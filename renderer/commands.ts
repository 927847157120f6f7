import type { Command, CommandTable } from './commands/command.ts';
import { bookmarkCommands } from './commands/bookmarks.ts';
import { connectionCommands } from './commands/connection.ts';
import { exchangeCommands } from './commands/exchange.ts';
import { filesCommands } from './commands/files.ts';
import { keyCommands } from './commands/keys.ts';
import { queueCommands } from './commands/queue.ts';
import { transferCommands } from './commands/transfers.ts';
import { trustCommands } from './commands/trust.ts';
import { tabCommands } from './commands/tabs.ts';
import { windowCommands } from './commands/window.ts';

/** Everything that can be done by a name: menu, toolbar, context menus and keys all read this one table. */
const table = { ...bookmarkCommands, ...connectionCommands, ...exchangeCommands, ...filesCommands, ...keyCommands, ...queueCommands, ...transferCommands, ...trustCommands, ...tabCommands, ...windowCommands } as const satisfies CommandTable;

export type CommandId = keyof typeof table;
export const commands: Readonly<Record<CommandId, Command>> = table;

export function isCommandId(id: string): id is CommandId {
  return Object.hasOwn(table, id);
}
