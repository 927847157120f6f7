import type { FolderSums, TransferState } from '../../../../shared/model/transfer.ts';
import { hasEnded } from '../transitions.ts';
import type { Database } from './database.ts';
import { numberOrNull, SUM_COLUMNS, sumsOf, type StoredRow } from './decode.ts';
import { recomputeSums } from './recompute-sums.ts';
import { MOST_BYTES, states } from './schema.ts';

/** What an item adds to the folders above it. */
export interface Share {
  readonly kind: 'file' | 'directory';
  readonly state: TransferState;
  readonly size: number | null;
}

/** Sums over everything below each folder, kept up as items change. */
export interface Sums {
  /** Adds an item's share to all folders above it, or takes it away. */
  add(parent: number | null, share: Share, by: 1 | -1): void;
  /** The same of so many files that wait. */
  addWaiting(parent: number | null, files: number, bytes: number): void;
  /** The folder itself has changed its state. */
  touch(folder: number, state: TransferState): void;
  of(folder: number): FolderSums;
  /** The folders above, from the nearest to the outermost. */
  above(parent: number | null): readonly number[];
  forget(folder: number): void;
  /** Writes down what has changed. */
  flush(): void;
  /** Makes all sums, and the tabs that hang on them, those of the rows that there are: some were lost. */
  recompute(): void;
}

interface Folder {
  readonly parent: number | null;
  state: TransferState;
  sums: FolderSums;
  changed: boolean;
}

/** Folders kept in memory; those that nothing changes in can be read again. */
const MOST = 2_000;
const NOTHING: FolderSums = { pending: 0, files: 0, ended: 0, failed: 0, bytesTotal: 0, bytesDone: 0 };

export function createSums(database: Database): Sums {
  const folders = new Map<number, Folder>();
  const changed = new Set<number>();
  const read = database.reading(`SELECT parent, state, ${SUM_COLUMNS} FROM items WHERE id = ?`);
  const write = database.writing('UPDATE items SET tab = ?, pending = ?, files = ?, files_ended = ?, files_failed = ?, bytes_total = ?, bytes_ended = ? WHERE id = ?');

  const folderOf = (id: number): Folder | null => {
    const known = folders.get(id);
    if (known !== undefined) return known;
    const row = read.get(id) as StoredRow | undefined;
    if (row === undefined) return null;
    const folder: Folder = { parent: numberOrNull(row['parent']), state: states[Number(row['state'])]!, sums: row['pending'] === null ? NOTHING : sumsOf(row), changed: false };
    folders.set(id, folder);
    return folder;
  };
  const note = (id: number, folder: Folder): void => {
    folder.changed = true;
    changed.add(id);
  };

  const addTo = (parent: number | null, own: FolderSums, by: 1 | -1): void => {
    for (let above = parent; above !== null; ) {
      const folder = folderOf(above);
      if (folder === null) return;
      folder.sums = combine(folder.sums, own, by);
      note(above, folder);
      above = folder.parent;
    }
  };

  return {
    add: (parent, share, by) => addTo(parent, shareOf(share), by),
    addWaiting: (parent, files, bytes) => addTo(parent, { ...NOTHING, pending: files, files, bytesTotal: bytes }, 1),
    touch: (id, state) => {
      const folder = folderOf(id);
      if (folder === null) return;
      folder.state = state;
      note(id, folder);
    },
    above: (parent) => {
      const found: number[] = [];
      for (let id = parent; id !== null; id = folderOf(id)?.parent ?? null) found.push(id);
      return found;
    },
    of: (id) => folderOf(id)?.sums ?? NOTHING,
    forget: (id) => {
      folders.delete(id);
      changed.delete(id);
    },
    flush: () => {
      for (const id of changed) {
        const folder = folders.get(id)!;
        const { pending, files, ended, failed, bytesTotal, bytesDone } = folder.sums;
        write(tabOfFolder(folder), pending, files, ended, failed, Math.min(bytesTotal, MOST_BYTES), Math.min(bytesDone, MOST_BYTES), id);
        folder.changed = false;
      }
      changed.clear();
      if (folders.size > MOST) folders.clear();
    },
    recompute: () => {
      folders.clear();
      changed.clear();
      recomputeSums(database);
    },
  };
}

/** A folder has not ended before everything in it has; then it is shown only where it failed itself. */
function tabOfFolder({ state, sums }: Folder): number | null {
  if (sums.pending > 0 || !hasEnded(state)) return 0;
  return state === 'failed' || state === 'cancelled' ? 1 : null;
}

function shareOf({ kind, state, size }: Share): FolderSums {
  const ended = hasEnded(state);
  const pending = ended ? 0 : 1;
  if (kind === 'directory') return { ...NOTHING, pending };
  const bytes = size ?? 0;
  return { pending, files: 1, ended: ended ? 1 : 0, failed: state === 'failed' ? 1 : 0, bytesTotal: bytes, bytesDone: ended ? bytes : 0 };
}

function combine(a: FolderSums, b: FolderSums, by: 1 | -1): FolderSums {
  return {
    pending: a.pending + by * b.pending,
    files: a.files + by * b.files,
    ended: a.ended + by * b.ended,
    failed: a.failed + by * b.failed,
    bytesTotal: a.bytesTotal + by * b.bytesTotal,
    bytesDone: a.bytesDone + by * b.bytesDone,
  };
}
