import { type CSSProperties, type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { t } from '../locale/translate.ts';
import { classNames } from '../ui/class-names.ts';
import { useHawser, usePane } from '../use-hawser.ts';
import { dropOn, isOfferedTo } from './drag.ts';
import { FileList } from './file-list.tsx';
import type { Side } from './pane-state.ts';
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
  const [offered, setOffered] = useState(false);
  const depth = useRef(0);

  const enter = (event: DragEvent): void => {
    if (!isOfferedTo(event, side)) return;
    depth.current++;
    setOffered(true);
  };
  const leave = (): void => {
    depth.current = Math.max(0, depth.current - 1);
    if (depth.current === 0) setOffered(false);
  };
  const drop = (event: DragEvent): void => {
    depth.current = 0;
    setOffered(false);
    dropOn(hawser, event, side);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only notes where the focus is and takes drops
    <section
      aria-label={t(side === 'local' ? 'pane.local' : 'pane.remote')}
      className={classNames('file-pane', active && 'file-pane--active', offered && 'file-pane--offered')}
      style={style}
      onFocusCapture={() => hawser.window.setState({ activeSide: side })}
      onPointerDownCapture={() => hawser.window.setState({ activeSide: side })}
      onDragEnter={enter}
      onDragLeave={leave}
      onDragOver={(event) => isOfferedTo(event, side) && event.preventDefault()}
      onDrop={drop}
    >
      <PaneHeader side={side} />
      {open ? <FileList side={side} /> : closed}
      {open ? <PaneStatus side={side} /> : null}
    </section>
  );
}
