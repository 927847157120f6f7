import { Bookmark, type LucideIcon, Plug, Server, Settings2, Unplug } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { commandState, watchCommandState } from '../command-state.ts';
import { commands, type CommandId } from '../commands.ts';
import { Quickconnect } from '../connect/quickconnect.tsx';
import type { Hawser } from '../hawser.ts';
import { t } from '../locale/translate.ts';
import { runCommand } from '../run-command.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import { keyHint } from './key-hint.ts';
import './command-bar.css';

/** `null` is a gap. */
const buttons: readonly (readonly [CommandId, LucideIcon] | null)[] = [['sites', Server], ['reconnect', Plug], ['disconnect', Unplug], ['saveSite', Bookmark], null, ['settings', Settings2]];

/** The top of the window: the address of a server and the commands about the connection. */
export function CommandBar() {
  const hawser = useHawser();
  return (
    <header className="command-bar">
      <Quickconnect />
      <div role="toolbar" aria-label={t('toolbar.label')} className="toolbar">
        {buttons.map((button, index) =>
          // oxlint-disable-next-line react/no-array-index-key -- gaps have nothing else to tell them apart
          button === null ? <span key={index} className="toolbar-gap" /> : <ToolbarButton key={button[0]} hawser={hawser} id={button[0]} icon={button[1]} />,
        )}
      </div>
    </header>
  );
}

interface ToolbarButtonProps {
  readonly hawser: Hawser;
  readonly id: CommandId;
  readonly icon: LucideIcon;
}

function ToolbarButton({ hawser, id, icon }: ToolbarButtonProps) {
  const command = commands[id];
  const enabled = useSyncExternalStore(
    (changed) => watchCommandState(hawser, changed),
    () => command.enabled(commandState(hawser)),
  );
  return <IconButton icon={icon} label={t(command.label(commandState(hawser)))} hint={keyHint(id)} disabled={!enabled} onClick={() => runCommand(hawser, id)} />;
}
