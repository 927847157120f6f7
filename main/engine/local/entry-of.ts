import { lstat, readlink, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import type { Entry, EntryKind } from '../../../shared/model/entry.ts';
import { nameFromSystem, systemPath } from './system-path.ts';

function kindOf(stats: Stats): EntryKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  return stats.isSymbolicLink() ? 'link' : 'other';
}

/** A file with holes may be larger than a number here holds exactly. */
function sizeOf({ size }: Stats): number | null {
  return Number.isSafeInteger(size) ? size : null;
}

/** A row from what lstat says. A link's target is not known yet: `withTarget` finds it out. */
export function entryOf(name: string, stats: Stats): Entry {
  const kind = kindOf(stats);
  return {
    name,
    kind,
    size: kind === 'file' ? sizeOf(stats) : null,
    modified: { at: Math.round(stats.mtimeMs), precision: 'millisecond' },
    mode: process.platform === 'win32' ? null : stats.mode & 0o7777,
    owner: null,
    group: null,
    linkTarget: null,
    targetKind: null,
  };
}

/** A row for something that is there and may not be looked at. */
export function unknownEntry(name: string): Entry {
  return { name, kind: 'other', size: null, modified: null, mode: null, owner: null, group: null, linkTarget: null, targetKind: null };
}

/** Where a link leads. One that leads nowhere keeps a null `targetKind`. */
export async function withTarget(entry: Entry, path: string): Promise<Entry> {
  const target = await readlink(systemPath(path), { encoding: 'buffer' }).catch(() => null);
  const stats = await stat(systemPath(path)).catch(() => null);
  const targetKind = stats === null ? null : kindOf(stats);
  return {
    ...entry,
    size: targetKind === 'file' && stats !== null ? sizeOf(stats) : null,
    linkTarget: target === null ? null : nameFromSystem(target),
    targetKind: targetKind === 'file' || targetKind === 'directory' ? targetKind : null,
  };
}

/** The entry at a path, links not followed. */
export async function entryAt(path: string, name: string): Promise<Entry> {
  const entry = entryOf(name, await lstat(systemPath(path)));
  return entry.kind === 'link' ? withTarget(entry, path) : entry;
}
