import { ArrowRightLeft, CornerLeftUp, Download, FolderPlus, RotateCw, Upload } from 'lucide-react';
import { useStore } from 'zustand';
import { grammarOf } from '../../shared/path/grammar.ts';
import type { CommandId } from '../commands.ts';
import { t } from '../locale/translate.ts';
import { runCommand } from '../run-command.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useHawser, usePane } from '../use-hawser.ts';
import { keyHint } from '../window/key-hint.ts';
import type { Side } from './pane-state.ts';
import { otherSide, transferLabel } from './transfer.ts';
import { PlaceButton } from './place-button.tsx';
import { PathBox } from './path-box.tsx';
import './pane-header.css';

/** Path and the buttons that act on the folder. */
export function PaneHeader({ side }: { readonly side: Side }) {
  const hawser = useHawser();
  const pane = hawser.panes[side];
  const open = usePane(pane, (state) => state.session !== null);
  const selected = usePane(pane, (state) => state.selection.selected.size > 0);
  const otherOpen = usePane(hawser.panes[otherSide(side)], (state) => state.session !== null);
  const canTransfer = open && otherOpen && selected;
  const between = useStore(hawser.left.server.store, (state) => state.status === 'open');
  const atRoot = usePane(pane, (state) => grammarOf(state.grammar).isRoot(state.path));
  const run = (id: CommandId) => (): void => {
    hawser.window.setState({ activeSide: side });
    runCommand(hawser, id);
  };
  return (
    <header className="pane-header">
      <IconButton icon={CornerLeftUp} label={t('command.parent')} hint={keyHint('parent')} disabled={!open || atRoot} onClick={run('parent')} />
      <PathBox side={side} />
      {side === 'local' ? <PlaceButton /> : null}
      <IconButton icon={between ? ArrowRightLeft : side === 'local' ? Upload : Download} label={t(transferLabel(side, between))} hint={keyHint('transfer')} disabled={!canTransfer} onClick={run('transfer')} />
      <span className="pane-header-gap" />
      <IconButton icon={RotateCw} label={t('command.refresh')} hint={keyHint('refresh')} disabled={!open} onClick={run('refresh')} />
      <IconButton icon={FolderPlus} label={t('command.newFolder')} hint={keyHint('newFolder')} disabled={!open} onClick={run('newFolder')} />
    </header>
  );
}
