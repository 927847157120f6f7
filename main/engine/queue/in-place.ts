import { lstat } from 'node:fs/promises';
import { systemPath } from '../local/system-path.ts';
import type { Session } from '../session/session.ts';
import type { Item, ResumeFacts } from './item.ts';
import { sameTail } from './read-range.ts';
import { nullUnlessBroken } from './retry.ts';

/*
 * The engine may end between giving a file its name and saying so. The next attempt finds its temporary file gone, and the file in place.
 */

/** A file system's clock may lag behind by a tick. */
const COARSE_MS = 100;

/**
 * Whether a download whose temporary file is gone has put all of its source at the target: with its size, changed since the item began, since
 * whatever has lain there for longer is what was to be replaced, and with its time or else its end. Somebody else who has put the same file
 * there in that while cannot be told from it, and need not be.
 */
export async function isInPlace({ from, to, startedAt }: Item, { size, modified }: ResumeFacts, session: Session, signal: AbortSignal): Promise<boolean> {
  const there = await lstat(systemPath(to.path)).catch(() => null);
  if (size === null || there?.isFile() !== true || there.size !== size) return false;
  if (startedAt === null || there.ctimeMs < startedAt - COARSE_MS) return false;
  if (modified !== null && Math.abs(there.mtimeMs - modified) < 2) return true;
  return session.abilities.includes('resumeDownload') && (await sameTail(session, { there: from.path, here: to.path, end: size, ends: true }, signal)) === true;
}

/** Whether a temporary file on a server that was whole, and about to be given the target's name, may have got it: it is gone, and what is at the target has its size. */
export async function mayBePlaced({ to, resume }: Item, session: Session, signal: AbortSignal): Promise<boolean> {
  if (resume?.placing !== true || resume.beside === undefined || resume.size === null) return false;
  const at = (path: string) => session.stat(path, signal).catch(nullUnlessBroken);
  if ((await at(resume.beside)) !== null) return false;
  const there = await at(to.path);
  return there?.kind === 'file' && there.size === resume.size && there.sizeRounded !== true;
}
