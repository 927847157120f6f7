import { memo } from 'react';
import { formatClock } from '../../shared/format/date.ts';
import type { LogLine } from '../../shared/model/log-line.ts';
import { t } from '../locale/translate.ts';
import { logKinds } from './log-kinds.ts';

/** The height of a line that is not wrapped, in CSS pixels. */
export const LINE_PX = 19;

/** What was said, when and by whom: the cells of one line. */
export const LogEntry = memo(function LogEntry({ line }: { readonly line: LogLine }) {
  const { sign, words } = logKinds[line.kind];
  return (
    <>
      <span className="log-time">{formatClock(line.at)}</span>
      <span role="img" className="log-mark" title={t(words)} aria-label={t(words)}>
        {sign}
      </span>
      <span className="log-text">{line.text}</span>
    </>
  );
});
