import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LogLine } from '../../shared/model/log-line.ts';

/** What is kept; older lines go. */
export const LOG_LIMIT = 10_000;

export interface LogState {
  /** Numbered anew, since every engine counts from one. */
  readonly lines: readonly LogLine[];
}

export interface Log {
  readonly store: StoreApi<LogState>;
  add(lines: readonly LogLine[]): void;
  /** The newest lines that the engine holds, in the place of those that came from it so far. */
  reset(lines: readonly LogLine[]): void;
  /** Another engine speaks from here on; what the last one said stays. */
  engineGone(): void;
  clear(): void;
}

export function createLog(): Log {
  const store = createStore<LogState>(() => ({ lines: [] }));
  let last = 0;
  /** The number of the last line that the engine before this one said. */
  let before = 0;
  const append = (kept: readonly LogLine[], lines: readonly LogLine[]): void => {
    const all = [...kept, ...lines.map((line) => ({ ...line, number: ++last }))];
    store.setState({ lines: all.length > LOG_LIMIT ? all.slice(all.length - LOG_LIMIT) : all });
  };
  return {
    store,
    add: (lines) => append(store.getState().lines, lines),
    reset: (lines) => append(store.getState().lines.filter((line) => line.number <= before), lines),
    engineGone: () => {
      before = last;
    },
    clear: () => store.setState({ lines: [] }),
  };
}
