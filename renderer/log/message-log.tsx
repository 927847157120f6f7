import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, Copy, Eraser, PanelRightClose } from 'lucide-react';
import { type CSSProperties, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { formatClock } from '../../shared/format/date.ts';
import type { LogKind, LogLine } from '../../shared/model/log-line.ts';
import { type PlainKey, t } from '../locale/translate.ts';
import { runCommand } from '../run-command.ts';
import { copyText } from '../ui/copy-text.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useHawser } from '../use-hawser.ts';
import './message-log.css';

const marks: Readonly<Record<LogKind, { readonly sign: string; readonly words: PlainKey }>> = {
  status: { sign: '·', words: 'log.status' },
  command: { sign: '›', words: 'log.command' },
  reply: { sign: '‹', words: 'log.reply' },
  error: { sign: '!', words: 'log.error' },
  trace: { sign: '—', words: 'log.trace' },
};
/** This near to the end counts as the end. */
const TAIL_PX = 24;

/** The dialogue with the server; it follows its end until the user scrolls up. */
export function MessageLog({ style }: { readonly style?: CSSProperties }) {
  const hawser = useHawser();
  const lines = useStore(hawser.log.store, (state) => state.lines);
  const scroller = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 19,
    getItemKey: (index) => lines[index]?.number ?? index,
    overscan: 8,
  });
  const height = virtual.getTotalSize();
  const lastTop = useRef(0);
  // Lines grow once they are measured, so the end moves without a line having come.
  useLayoutEffect(() => {
    if (following && scroller.current !== null) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [following, height, lines]);

  return (
    <section aria-label={t('log.label')} className="message-log" style={style}>
      <header className="dock-head">
        <h2 className="dock-title">{t('log.label')}</h2>
        <span className="dock-spring" />
        <IconButton small icon={Copy} label={t('log.copy')} disabled={lines.length === 0} onClick={() => void copyLines(lines)} />
        <IconButton small icon={Eraser} label={t('log.clear')} disabled={lines.length === 0} onClick={hawser.log.clear} />
        <IconButton small icon={PanelRightClose} label={t('log.hide')} onClick={() => runCommand(hawser, 'toggleLog')} />
      </header>
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={t('log.lines')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls it
        tabIndex={0}
        className="log-scroll"
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          const movedUp = scrollTop < lastTop.current;
          lastTop.current = scrollTop;
          if (scrollHeight - scrollTop - clientHeight < TAIL_PX) setFollowing(true);
          else if (movedUp) setFollowing(false);
        }}
      >
        <div className="log-lines" style={{ height }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const line = lines[index]!;
            return (
              <div key={key} ref={virtual.measureElement} data-index={index} className={`log-line log-line--${line.kind}`} style={{ transform: `translateY(${start}px)` }}>
                <span className="log-time">{formatClock(line.at)}</span>
                <span className="log-mark" title={t(marks[line.kind].words)} aria-label={t(marks[line.kind].words)}>
                  {marks[line.kind].sign}
                </span>
                <span className="log-text">{line.text}</span>
              </div>
            );
          })}
        </div>
      </div>
      {lines.length === 0 ? <p className="dock-empty">{t('log.empty')}</p> : null}
      {following || lines.length === 0 ? null : (
        <button type="button" className="log-jump" onClick={() => setFollowing(true)}>
          <ArrowDown size={12} strokeWidth={2} aria-hidden /> {t('log.jump')}
        </button>
      )}
    </section>
  );
}

/** Copies what is selected in the log, or else all of it. */
async function copyLines(lines: readonly LogLine[]): Promise<void> {
  const selected = getSelection()?.toString() ?? '';
  const text = selected === '' ? lines.map((line) => `${formatClock(line.at)} ${marks[line.kind].sign} ${line.text}`).join('\n') : selected;
  await copyText(text);
}
