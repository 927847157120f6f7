import { lstat } from 'node:fs/promises';
import type { FileSource } from '../local/file-source.ts';
import { systemPath } from '../local/system-path.ts';
import type { Session } from '../session/session.ts';
import type { Item, ResumeFacts } from './item.ts';
import { sameTail } from './read-range.ts';
import { isUnchanged } from './resume-facts.ts';
import { nullUnlessBroken } from './retry.ts';

/*
 * The engine may end between giving a file its name and saying so. The next attempt finds its temporary file gone, and the file in place.
 */

/** A file system's clock may lag behind by a tick. */
const COARSE_MS = 100;

/** Whether a download's target is the whole source of these facts, put there by an earlier attempt: with its time, or else changed since the item began and with its end. */
export async function isInPlace(item: Item, { size, modified }: ResumeFacts, session: Session, signal: AbortSignal): Promise<boolean> {
  const there = await lstat(systemPath(item.to.path)).catch(() => null);
  if (size === null || there?.isFile() !== true || there.size !== size) return false;
  if (modified !== null && Math.abs(there.mtimeMs - modified) < 2) return true;
  // Whatever has lain there for longer is what was to be replaced.
  if (item.startedAt === null || there.ctimeMs < item.startedAt - COARSE_MS || !session.abilities.includes('resumeDownload')) return false;
  return (await sameTail(session, { there: item.from.path, here: item.to.path, end: size, ends: true }, signal)) === true;
}

/** Whether an upload that was about to be given its name has got it. */
export async function isPlaced(item: Item, whole: FileSource, session: Session, signal: AbortSignal): Promise<boolean> {
  const earlier = item.resume;
  if (earlier?.placing !== true || earlier.beside === undefined) return false;
  if (!isUnchanged(earlier, whole.size, { at: whole.modified, precision: 'millisecond' })) return false;
  const at = (path: string) => session.stat(path, signal).catch(nullUnlessBroken);
  if ((await at(earlier.beside)) !== null) return false;
  const there = await at(item.to.path);
  if (there?.kind !== 'file' || there.size !== whole.size || there.sizeRounded === true) return false;
  if (!session.abilities.includes('resumeDownload')) return true;
  // A server that does not show the file has still put it there.
  return (await sameTail(session, { there: item.to.path, here: item.from.path, end: whole.size, ends: true }, signal)) ?? true;
}
