import type { FileSource } from '../local/file-source.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import type { CarryOptions } from './carry-options.ts';
import type { CarryRules } from './carry-rules.ts';
import { TAIL } from './checked-tail.ts';
import type { Item, ResumeFacts } from './item.ts';
import { sameTail } from './read-range.ts';
import { isUnchanged, isUntouched } from './resume-facts.ts';
import { nullUnlessBroken } from './retry.ts';

type GoOnOptions = Pick<CarryOptions, 'signal' | 'onNote'> & { readonly rules: Pick<CarryRules, 'text'> };

/**
 * Bytes of an earlier attempt at `path` that need not be sent again. Fails with `resume-mismatch` where that was no attempt of ours, but a
 * file that was there, and is no beginning of this one.
 */
export async function goOnAt(item: Item, path: string, whole: FileSource, session: Session, options: GoOnOptions): Promise<number> {
  const place = await sameUpTo(item, path, whole, session, options);
  if (place === null && item.resume?.adopted === true) throw Failure.of('resume-mismatch', { path });
  return place ?? 0;
}

/** How far what is at `path` is the beginning of the source; null where that cannot be known, or it is none. */
async function sameUpTo(item: Item, path: string, whole: FileSource, session: Session, { signal, onNote, rules }: GoOnOptions): Promise<number | null> {
  const resume = item.resume!;
  if (rules.text) return null;
  if (!isUnchanged(resume, whole.size, { at: whole.modified, precision: 'millisecond' })) {
    if (resume.adopted !== true) onNote('source-changed');
    return null;
  }
  if (!session.abilities.includes('resumeUpload') || !session.abilities.includes('resumeDownload')) return null;
  const target = await session.stat(path, signal).catch(nullUnlessBroken);
  if (target === null || target.size === 0 || isUntouched(resume, target)) return 0;
  if (target.kind !== 'file' || target.sizeRounded === true || target.size === null || target.size > whole.size) return null;
  const { size } = target;
  // It need not end there: a server that has yet to notice that the line broke may still be writing what it had received.
  const same = async (end: number, start?: number): Promise<boolean> =>
    (await sameTail(session, { there: path, here: item.from.path, end, ends: false, ...(start === undefined ? {} : { start }) }, signal)) === true;
  const firm = firmEnd(resume, size, whole.size, session);
  // Who has left it there is not known, so that all of it is compared that might have gaps.
  if (resume.adopted === true && firm < size && (await same(size, firm))) return size;
  if (firm > 0) return (await same(firm)) ? firm : null;
  // All of it may have gaps, but for its first bytes, which say whether it is the beginning of this file.
  return resume.adopted !== true || (await same(Math.min(TAIL, size))) ? 0 : null;
}

/** How much of what an earlier attempt has left on a server has no gap; `there` bytes are there, of `whole`. */
export function firmEnd({ loose, firm = 0, adopted }: ResumeFacts, there: number, whole: number, session: Session): number {
  // Of the size of a whole file it has no gap: its end is sent when all else has arrived.
  if (there === whole) return there;
  // What is not of this attempt may be of another one that broke.
  const unknown = adopted === true && firm === 0 ? (session.looseTail ?? 0) : 0;
  return Math.min(there, Math.max(there - (loose ?? unknown), firm));
}
