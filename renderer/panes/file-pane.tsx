import { type CSSProperties, type DragEvent, type ReactNode, useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { useHawser, usePane } from '../use-hawser.ts';
import { useWindowEvent } from '../window/use-window-event.ts';
import { dropOn, isOfferedTo } from './drag.ts';
import { FileList } from './file-list.tsx';
import type { Side } from './pane-state.ts';
import { paneWords } from './pane-words.ts';
import { PaneHeader } from './pane-header.tsx';
import { PaneStatus } from './pane-status.tsx';
import './file-pane.css';

interface FilePaneProps {
  readonly side: Side;
  readonly style?: CSSProperties;
  /** What stands in the place of the list while the pane shows no session. */
  readonly closed?: ReactNode;
}

/** One side of the window: header, list, counts. */
export function FilePane({ side, style, closed }: FilePaneProps) {
  const hawser = useHawser();
  const pane = hawser.panes[side];
  const active = useStore(hawser.window, (state) => state.activeSide === side);
  const open = usePane(pane, (state) => state.session !== null);
  const words = usePane(pane, (state) => paneWords(state).pane);
  const [offered, setOffered] = useState(false);
  const withdraw = useCallback(() => setOffered(false), []);
  // The end of a drag that is called off is told to where it began.
  useWindowEvent('dragend', withdraw);

  const over = (event: DragEvent): void => {
    if (!open || !isOfferedTo(event, side)) return;
    event.preventDefault();
    setOffered(true);
  };
  const leave = (event: DragEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) withdraw();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only notes where the focus is and takes drops
    <section
      aria-label={t(words)}
      className={classNames('file-pane', active && 'file-pane--active', offered && 'file-pane--offered')}
      style={style}
      onFocusCapture={() => hawser.window.setState({ activeSide: side })}
      onPointerDownCapture={() => hawser.window.setState({ activeSide: side })}
      onDragOver={over}
      onDragLeave={leave}
      onDropCapture={withdraw}
      onDrop={open ? (event) => dropOn(hawser, event, side) : undefined}
    >
      <PaneHeader side={side} />
      {open ? <FileList side={side} /> : closed}
      {open ? <PaneStatus side={side} /> : null}
    </section>
  );
}
