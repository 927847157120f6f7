import type { FileSource } from '../local/file-source.ts';
import type { Session } from '../session/session.ts';
import type { CarryOptions } from './carry-options.ts';
import { TAIL } from './checked-tail.ts';
import type { Item } from './item.ts';
import { readRange, readRemoteRange } from './read-range.ts';
import { isUnchanged } from './resume-facts.ts';
import { nullUnlessBroken } from './retry.ts';

/** Bytes of an earlier attempt at `path` that need not be sent again. */
export async function goOnAt(item: Item, path: string, whole: FileSource, session: Session, { signal, onNote }: Pick<CarryOptions, 'signal' | 'onNote'>): Promise<number> {
  if (!isUnchanged(item.resume!, whole.size, { at: whole.modified, precision: 'millisecond' })) {
    onNote('source-changed');
    return 0;
  }
  if (!session.abilities.includes('resumeUpload') || !session.abilities.includes('resumeDownload')) return 0;
  const target = await session.stat(path, signal).catch(nullUnlessBroken);
  if (target?.kind !== 'file' || target.sizeRounded === true || target.size === null || target.size > whole.size) return 0;
  // Of the size of a whole file it has no gap: its end is sent when all else has arrived.
  const loose = target.size === whole.size ? 0 : (item.resume!.loose ?? session.looseTail ?? 0);
  const firm = Math.max(0, target.size - loose);
  return firm > 0 && (await sameTail(item, path, firm, session, signal)) ? firm : 0;
}

/** Whether the file on the server ends with what the source has there. */
async function sameTail(item: Item, path: string, size: number, session: Session, signal: AbortSignal): Promise<boolean> {
  const start = Math.max(0, size - TAIL);
  // One byte more would show that it has grown meanwhile.
  const there = await readRemoteRange(session, path, start, size + 1, signal);
  return there?.equals(await readRange(item.from.path, start, size)) === true;
}
