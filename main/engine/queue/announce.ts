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
  /** Folders are being looked into, or wait for that. */
  readonly looking: () => boolean;
  readonly emit: (event: EngineEvent) => void;
  /** Two messages about rows are at least so many milliseconds apart, and more when they go on and on. */
  readonly apart: number;
}

/** Behind so many messages without a pause between them, rows move faster than they are read and are told this many times less often. */
const MANY = 12;
const LESS_OFTEN = 3;
/** A pane need not list a directory again for every file that lands in it. */
const DIRECTORY_MS = 700;

export function createAnnouncer({ tell, idle, looking, emit, apart }: AnnouncerOptions): Announcer {
  let rowsTimer: NodeJS.Timeout | null = null;
  let lastRows = Number.NEGATIVE_INFINITY;
  let inARow = 0;
  let soon = false;
  let looked = false;
  let directoryTimer: NodeJS.Timeout | null = null;
  const directories = new Map<string, { readonly session: SessionId; readonly path: string }>();

  const between = (): number => (inARow < MANY ? apart : apart * LESS_OFTEN);
  const flushRows = (): void => {
    if (rowsTimer !== null) clearTimeout(rowsTimer);
    rowsTimer = null;
    soon = false;
    if (!tell()) return;
    const now = performance.now();
    inARow = now - lastRows < 2 * between() ? inARow + 1 : 0;
    lastRows = now;
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
      if (soon) return;
      const through = looked && !looking();
      looked = looking();
      // The end is told at once, and all that was found in folders: somebody waits for it.
      const wait = idle() || through ? 0 : between() - (performance.now() - lastRows);
      if (wait > 0) {
        rowsTimer ??= setTimeout(flushRows, wait);
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
