import type { EngineEvent } from '../../../shared/ipc/engine-events.ts';
import type { SessionId } from '../../../shared/model/ids.ts';

export interface Announcer {
  /** The queue changed: what did is told at once, or with the next message of this moment. */
  changed(): void;
  /** We changed something in this directory. */
  directory(session: SessionId, path: string): void;
  /** Tells what waits to be told. */
  flush(): void;
  stop(): void;
}

export interface AnnouncerOptions {
  /** Tells what has changed; false where nothing has. */
  readonly tell: () => boolean;
  readonly idle: () => boolean;
  readonly emit: (event: EngineEvent) => void;
  /** Two messages about rows are at least so many milliseconds apart. */
  readonly apart: number;
}

/** A pane need not list a directory again for every file that lands in it. */
const DIRECTORY_MS = 700;

export function createAnnouncer({ tell, idle, emit, apart }: AnnouncerOptions): Announcer {
  let rowsTimer: NodeJS.Timeout | null = null;
  let lastRows = Number.NEGATIVE_INFINITY;
  let soon = false;
  let directoryTimer: NodeJS.Timeout | null = null;
  const directories = new Map<string, { readonly session: SessionId; readonly path: string }>();

  const flushRows = (): void => {
    if (rowsTimer !== null) clearTimeout(rowsTimer);
    rowsTimer = null;
    soon = false;
    if (tell()) lastRows = performance.now();
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
      const wait = apart - (performance.now() - lastRows);
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
      if (idle()) flushDirectories();
    },
    stop: () => {
      if (rowsTimer !== null) clearTimeout(rowsTimer);
      if (directoryTimer !== null) clearTimeout(directoryTimer);
      soon = false;
    },
  };
}
