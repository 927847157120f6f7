import { commandState } from '../command-state.ts';
import { commands, type CommandId } from '../commands.ts';
import { t } from '../locale/translate.ts';
import { runCommand } from '../run-command.ts';
import { PopupMenu } from '../ui/popup-menu.tsx';
import { useHawser } from '../use-hawser.ts';
import { keyHint } from './key-hint.ts';

interface CommandMenuProps {
  readonly label: string;
  readonly commands: readonly (CommandId | null)[];
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/** A context menu of commands, greyed out as the table says. */
export function CommandMenu({ label, commands: ids, at, onClose }: CommandMenuProps) {
  const hawser = useHawser();
  const state = commandState(hawser);
  const items = ids.map((id) => {
    if (id === null) return null;
    const keys = keyHint(id);
    return {
      id,
      label: t(commands[id].label(state)),
      ...(keys === undefined ? {} : { hint: keys }),
      enabled: commands[id].enabled(state),
      danger: id === 'remove',
      run: () => runCommand(hawser, id),
    };
  });
  return <PopupMenu label={label} items={items} at={at} onClose={onClose} />;
}
