import type { CommandId } from '../commands.ts';
import { CommandMenu } from '../window/command-menu.tsx';
import { t } from '../locale/translate.ts';
import { useHawser, usePane } from '../use-hawser.ts';
import type { Side } from './pane-state.ts';
import { paneWords } from './pane-words.ts';

const items: Readonly<Record<Side, readonly (CommandId | null)[]>> = {
  local: ['transfer', 'uploadUnique', 'open', null, 'newFolder', 'newLink', null, 'rename', 'duplicate', 'remove', 'permissions', 'checksum', null, 'selectAll', 'refresh', 'revealPath'],
  remote: ['transfer', 'open', null, 'newFolder', 'newLink', null, 'rename', 'duplicate', 'remove', 'permissions', 'checksum', null, 'selectAll', 'refresh', 'rawCommand'],
};

interface PaneMenuProps {
  readonly side: Side;
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

export function PaneMenu({ side, at, onClose }: PaneMenuProps) {
  return <CommandMenu label={t(usePane(useHawser().panes[side], (state) => paneWords(state).pane))} commands={items[side]} at={at} onClose={onClose} />;
}
