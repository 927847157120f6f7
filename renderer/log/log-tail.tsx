import type { LogLine } from '../../shared/model/log-line.ts';
import { LINE_PX, LogEntry } from './log-entry.tsx';

/** Lines above those that are seen. */
const SPARE = 8;

export interface LogTailProps {
  readonly lines: readonly LogLine[];
  /** Of the room that they fill, in CSS pixels. */
  readonly height: number;
}

/**
 * The end of the dialogue. Lines come by the thousand a second here, so that only those that fill the room are made, as ordinary text whose
 * heights nobody asks for; all others are room to scroll through.
 */
export function LogTail({ lines, height }: LogTailProps) {
  const shown = lines.slice(-(Math.ceil(height / LINE_PX) + SPARE));
  return (
    <div className="log-lines" style={{ paddingTop: (lines.length - shown.length) * LINE_PX }}>
      {shown.map((line) => (
        <div key={line.number} data-number={line.number} className={`log-line log-line--${line.kind}`}>
          <LogEntry line={line} />
        </div>
      ))}
    </div>
  );
}

/** How high the lines in this room are, by their numbers, in CSS pixels. */
export function tailHeights(room: HTMLElement): ReadonlyMap<number, number> {
  return new Map(Array.from(room.querySelectorAll<HTMLElement>('[data-number]'), (line) => [Number(line.dataset['number']), line.getBoundingClientRect().height]));
}
