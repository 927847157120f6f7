import { useCallback } from 'react';
import { useStore } from 'zustand';
import { StartPanel } from '../connect/start-panel.tsx';
import { openDroppedProfile } from '../exchange/dropped-profile.ts';
import { t } from '../locale/translate.ts';
import { MessageLog } from '../log/message-log.tsx';
import { NoticeStack } from '../notices/notice-stack.tsx';
import { FilePane } from '../panes/file-pane.tsx';
import { TransferQueue } from '../queue/transfer-queue.tsx';
import { commandOfKey, runCommand } from '../run-command.ts';
import { TabBar } from '../tabs/tab-bar.tsx';
import { Splitter } from '../ui/splitter.tsx';
import { useHawser } from '../use-hawser.ts';
import { CommandBar } from './command-bar.tsx';
import { Dialogs } from './dialogs.tsx';
import { onMac } from './key-hint.ts';
import { StatusBar } from './status-bar.tsx';
import { useWindowEvent } from './use-window-event.ts';
import './hawser-window.css';

/** The whole window. */
export function HawserWindow() {
  const hawser = useHawser();
  const { panes, top, dock, logShown, queueShown } = useStore(hawser.layout);
  const keys = useCallback(
    (event: KeyboardEvent) => {
      const command = event.defaultPrevented ? null : commandOfKey(event, document.activeElement, onMac);
      if (command === null) return;
      event.preventDefault();
      runCommand(hawser, command);
    },
    [hawser],
  );
  const dropped = useCallback(
    (event: DragEvent) => {
      if (event.defaultPrevented || event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      openDroppedProfile(hawser, event.dataTransfer.files);
    },
    [hawser],
  );
  useWindowEvent('keydown', keys);
  // A file dropped beside the lists must not replace the window's page.
  useWindowEvent('dragover', offerCopy);
  useWindowEvent('drop', dropped);
  const dockShown = logShown || queueShown;
  return (
    <div className="window">
      <CommandBar key={`bar ${hawser.id}`} />
      <TabBar />
      <main className="window-body">
        <div className="window-panes" style={{ flex: dockShown ? `${top} 1 0` : '1 1 0' }}>
          <FilePane key={`local ${hawser.id}`} side="local" style={{ flex: `${panes} 1 0` }} />
          <Splitter label={t('layout.panes')} orientation="vertical" value={panes} min={0.15} max={0.85} onChange={(value) => hawser.layout.setState({ panes: value })} />
          <FilePane key={`remote ${hawser.id}`} side="remote" style={{ flex: `${1 - panes} 1 0` }} closed={<StartPanel />} />
        </div>
        {dockShown ? (
          <>
            <Splitter label={t('layout.dock')} orientation="horizontal" value={top} min={0.2} max={0.9} onChange={(value) => hawser.layout.setState({ top: value })} />
            <div className="window-dock" style={{ flex: `${1 - top} 1 0` }}>
              {queueShown ? <TransferQueue style={{ flex: logShown ? `${dock} 1 0` : '1 1 0' }} /> : null}
              {queueShown && logShown ? (
                <Splitter label={t('layout.log')} orientation="vertical" value={dock} min={0.2} max={0.85} onChange={(value) => hawser.layout.setState({ dock: value })} />
              ) : null}
              {logShown ? <MessageLog style={{ flex: queueShown ? `${1 - dock} 1 0` : '1 1 0' }} /> : null}
            </div>
          </>
        ) : null}
      </main>
      <StatusBar />
      <NoticeStack />
      <Dialogs />
    </div>
  );
}

/** What is dropped beside the lists may be a profile; its name is told only once it is dropped. */
function offerCopy(event: DragEvent): void {
  if (event.defaultPrevented || event.dataTransfer?.types.includes('Files') !== true) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}
