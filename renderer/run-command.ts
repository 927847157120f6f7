import { commandState } from './command-state.ts';
import { commands, type CommandId } from './commands.ts';
import type { Hawser } from './hawser.ts';
import { inTextField } from './window/focus.ts';
import { type KeyPress, matchesAccelerator } from './window/accelerator.ts';

/** Runs a command if it can be run; the same way for menus, buttons and keys. */
export function runCommand(hawser: Hawser, id: CommandId): void {
  const focused = document.activeElement;
  if (id === 'selectAll' && focused instanceof HTMLInputElement) return focused.select();
  const state = commandState(hawser);
  if (commands[id].enabled(state)) commands[id].run(hawser, state);
}

/**
 * Runs what was chosen in the native menu, whose keys work everywhere: a key that edits text must not act on files, and while a dialog is
 * open nothing happens behind it.
 */
export function runMenuCommand(hawser: Hawser, id: CommandId): void {
  const focused = document.activeElement;
  if (document.querySelector('dialog[open]') !== null && id !== 'quit') return;
  if (commands[id].scope === 'pane' && id !== 'selectAll' && inTextField(focused)) return;
  runCommand(hawser, id);
}

/** The command that a key press in the window stands for; null where it belongs to the element that has the focus. */
export function commandOfKey(press: KeyPress, focused: Element | null, mac: boolean): CommandId | null {
  const typing = inTextField(focused);
  const inMenuOrDialog = focused?.closest('dialog, [role="menu"]') ?? null;
  if (inMenuOrDialog !== null) return null;
  for (const id of Object.keys(commands) as CommandId[]) {
    const { accelerator, alsoBy = [], scope } = commands[id];
    if (scope === 'list') continue;
    const keys = accelerator === null ? alsoBy : [accelerator, ...alsoBy];
    if (scope === 'pane' && (typing || (focused?.closest('[role="grid"]') ?? null) === null)) continue;
    if (keys.some((key) => matchesAccelerator(key, press, mac))) return id;
  }
  return null;
}
