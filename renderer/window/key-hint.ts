import { commands, type CommandId } from '../commands.ts';
import { showAccelerator } from './accelerator.ts';

export const onMac = navigator.userAgent.includes('Mac OS');

/** The key of a command in the platform's words; undefined where it has none. */
export function keyHint(id: CommandId): string | undefined {
  const { accelerator } = commands[id];
  return accelerator === null ? undefined : showAccelerator(accelerator, onMac);
}

/** A key that is no command's in the platform's words. */
export function shownKey(accelerator: string): string {
  return showAccelerator(accelerator, onMac);
}
