import type { EngineEvent } from '../../../shared/ipc/engine-events.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { QueueTotals } from '../../../shared/model/transfer.ts';
import type { Queue } from './queue.ts';

export interface Announcer {
  /** The queue changed: what did is told at once, or with the next message of this moment. */
  changed(): void;
  /** We changed something in this directory. */
  directory(session: SessionId, path: string): void;
  /** Tells what waits to be told. */
  flush(): void;
  stop(): void;
}

/** Two messages about rows are at least this far apart: the eye sees no difference, and small files end by the thousand a second. */
const ROWS_MS = 16;
/** A pane need not list a directory again for every file that lands in it. */
const DIRECTORY_MS = 700;

export function createAnnouncer(queue: Queue, totals: () => QueueTotals, emit: (event: EngineEvent) => void): Announcer {
  let rowsTimer: NodeJS.Timeout | null = null;
  let lastRows = Number.NEGATIVE_INFINITY;
  let soon = false;
  let directoryTimer: NodeJS.Timeout | null = null;
  const directories = new Map<string, { readonly session: SessionId; readonly path: string }>();

  const flushRows = (): void => {
    if (rowsTimer !== null) clearTimeout(rowsTimer);
    rowsTimer = null;
    soon = false;
    const { rows, removed } = queue.takeChanges();
    if (rows.length === 0 && removed.length === 0) return;
    lastRows = performance.now();
    emit({ type: 'transfers', rows, removed, totals: totals() });
  };
  const flushDirectories = (): void => {
    if (directoryTimer !== null) clearTimeout(directoryTimer);
    directoryTimer = null;
    const changed = [...directories.values()];
    directories.clear();
    for (const { session, path } of changed) emit({ type: 'directory-changed', session, path });
  };

  return {
    changed: () => {
      if (soon || rowsTimer !== null) return;
      const wait = ROWS_MS - (performance.now() - lastRows);
      if (wait > 0) {
        rowsTimer = setTimeout(flushRows, wait);
        return;
      }
      soon = true;
      setImmediate(() => { if (soon) flushRows(); });
    },
    directory: (session, path) => {
      directories.set(`${session}\0${path}`, { session, path });
      directoryTimer ??= setTimeout(flushDirectories, DIRECTORY_MS);
    },
    flush: () => {
      flushRows();
      if (queue.idle()) flushDirectories();
    },
    stop: () => {
      if (rowsTimer !== null) clearTimeout(rowsTimer);
      if (directoryTimer !== null) clearTimeout(directoryTimer);
      soon = false;
    },
  };
}
