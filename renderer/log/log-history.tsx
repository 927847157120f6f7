import { useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import type { LogLine } from '../../shared/model/log-line.ts';
import { LINE_PX, LogEntry } from './log-entry.tsx';

export interface LogHistoryProps {
  readonly lines: readonly LogLine[];
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** How high lines are that were seen before, by their numbers, in CSS pixels: they stay where they are. */
  readonly heights: ReadonlyMap<number, number>;
}

/** All of the dialogue, to scroll through, each line as high as its text. */
export function LogHistory({ lines, scroller, heights }: LogHistoryProps) {
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heights.get(lines[index]?.number ?? -1) ?? LINE_PX,
    getItemKey: (index) => lines[index]?.number ?? index,
    overscan: 8,
  });
  return (
    <div className="log-lines log-lines--placed" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, start, key }) => {
        const line = lines[index]!;
        return (
          <div key={key} ref={virtual.measureElement} data-index={index} className={`log-line log-line--${line.kind}`} style={{ transform: `translateY(${start}px)` }}>
            <LogEntry line={line} />
          </div>
        );
      })}
    </div>
  );
}
