import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LogLine } from '../../shared/model/log-line.ts';

/** What is kept; older lines go. */
export const LOG_LIMIT = 10_000;

export interface LogState {
  readonly lines: readonly LogLine[];
}

export interface Log {
  readonly store: StoreApi<LogState>;
  add(lines: readonly LogLine[]): void;
  /** The newest lines that the engine holds; those that are here already do not double. */
  reset(lines: readonly LogLine[]): void;
  clear(): void;
}

export function createLog(): Log {
  const store = createStore<LogState>(() => ({ lines: [] }));
  const keep = (lines: readonly LogLine[]): readonly LogLine[] => (lines.length > LOG_LIMIT ? lines.slice(lines.length - LOG_LIMIT) : lines);
  return {
    store,
    add: (lines) => store.setState((state) => ({ lines: keep([...state.lines, ...lines]) })),
    reset: (lines) => store.setState({ lines: keep(lines) }),
    clear: () => store.setState({ lines: [] }),
  };
}
