import { ArrowDown, Copy, Eraser, PanelRightClose } from 'lucide-react';
import { type CSSProperties, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { formatClock } from '../../shared/format/date.ts';
import type { LogLine } from '../../shared/model/log-line.ts';
import { t } from '../locale/translate.ts';
import { runCommand } from '../run-command.ts';
import { copyText } from '../ui/copy-text.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useHeight, useWidth } from '../ui/use-extent.ts';
import { useHawser } from '../use-hawser.ts';
import { LogHistory } from './log-history.tsx';
import { logKinds } from './log-kinds.ts';
import { LogTail, tailHeights } from './log-tail.tsx';
import './message-log.css';

/** This near to the end counts as the end. */
const TAIL_PX = 24;

/** The dialogue with the server; it follows its end until the user scrolls up. */
export function MessageLog({ style }: { readonly style?: CSSProperties }) {
  const hawser = useHawser();
  const lines = useStore(hawser.log.store, (state) => state.lines);
  const scroller = useRef<HTMLDivElement>(null);
  /** The heights of the lines that were seen when the user left the end; null while he is there. */
  const [left, setLeft] = useState<ReadonlyMap<number, number> | null>(null);
  const lastTop = useRef(0);
  const height = useHeight(scroller);
  const width = useWidth(scroller);
  // Where the room becomes narrower, lines wrap and the end goes further down.
  useLayoutEffect(() => {
    if (left === null && scroller.current !== null) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [left, lines, height, width]);
  const clear = (): void => {
    hawser.log.clear();
    setLeft(null);
  };
  return (
    <section aria-label={t('log.label')} className="message-log" style={style}>
      <header className="dock-head">
        <h2 className="dock-title">{t('log.label')}</h2>
        <span className="dock-spring" />
        <IconButton small icon={Copy} label={t('log.copy')} disabled={lines.length === 0} onClick={() => void copyLines(lines)} />
        <IconButton small icon={Eraser} label={t('log.clear')} disabled={lines.length === 0} onClick={clear} />
        <IconButton small icon={PanelRightClose} label={t('log.hide')} onClick={() => runCommand(hawser, 'toggleLog')} />
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keyboard scrolls it */}
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={t('log.lines')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls it
        tabIndex={0}
        className="log-scroll"
        // Lines grow as they are seen, so that the way down would end short of the end.
        onKeyDown={({ key }) => {
          if (key === 'End') setLeft(null);
        }}
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          const movedUp = scrollTop < lastTop.current;
          lastTop.current = scrollTop;
          if (scrollHeight - scrollTop - clientHeight < TAIL_PX) setLeft(null);
          else if (movedUp && left === null) setLeft(tailHeights(event.currentTarget));
        }}
      >
        {left === null ? <LogTail lines={lines} height={height} /> : <LogHistory lines={lines} scroller={scroller} heights={left} />}
      </div>
      {lines.length === 0 ? <p className="dock-empty">{t('log.empty')}</p> : null}
      {left === null || lines.length === 0 ? null : (
        <button type="button" className="log-jump" onClick={() => setLeft(null)}>
          <ArrowDown size={12} strokeWidth={2} aria-hidden /> {t('log.jump')}
        </button>
      )}
    </section>
  );
}

/** Copies what is selected in the log, or else all of it. */
async function copyLines(lines: readonly LogLine[]): Promise<void> {
  const selected = getSelection()?.toString() ?? '';
  const text = selected === '' ? lines.map((line) => `${formatClock(line.at)} ${logKinds[line.kind].sign} ${line.text}`).join('\n') : selected;
  await copyText(text);
}
