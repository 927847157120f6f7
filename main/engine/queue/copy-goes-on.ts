import type { Session } from '../session/session.ts';
import type { CarryOptions } from './carry-options.ts';
import { TAIL } from './checked-tail.ts';
import { firmEnd } from './go-on-at.ts';
import type { Item, ResumeFacts } from './item.ts';
import { readRemoteRange } from './read-range.ts';
import { factsOf, isUnchanged, isUntouched } from './resume-facts.ts';
import { nullUnlessBroken } from './retry.ts';

/** Both ends of a copy. */
export interface CopyEnds {
  readonly reading: Session;
  /** Uses the session that is written to. */
  readonly onTarget: <T>(use: (session: Session) => Promise<T>) => Promise<T>;
}

/** Where a copy between servers goes on, and what the target has right before that; the source must have the same there. */
export interface CopyStart {
  readonly at: number;
  readonly tail: Buffer;
}

/** What an earlier attempt at a copy has left that can be continued; null where it begins anew. */
export async function copyGoesOn(item: Item, { reading, onTarget }: CopyEnds, { signal, onNote, rules }: CarryOptions): Promise<CopyStart | null> {
  const earlier = item.resume;
  if (earlier === null || rules.text || !reading.abilities.includes('resumeDownload')) return null;
  const source = await reading.stat(item.from.path, signal).catch(nullUnlessBroken);
  // The size of a link is that of its text.
  if (source?.kind !== 'file') return null;
  item.source = source;
  const { size } = factsOf(source, null);
  if (size === null || !isUnchanged(earlier, size, source.modified)) {
    onNote('source-changed');
    return null;
  }
  return onTarget((session) => leftThere(item, earlier, session, signal));
}

/** What the target has of a source of that size; null where it does not show what could be continued. */
export async function leftThere({ to: { path } }: Item, earlier: ResumeFacts, session: Session, signal: AbortSignal): Promise<CopyStart | null> {
  const { size } = earlier;
  if (size === null || !session.abilities.includes('resumeUpload') || !session.abilities.includes('resumeDownload')) return null;
  const there = await session.stat(path, signal).catch(nullUnlessBroken);
  if (there?.kind !== 'file' || there.sizeRounded === true || there.size === null || there.size > size || isUntouched(earlier, there)) return null;
  const at = firmEnd(earlier, there.size, size, session);
  const start = Math.max(0, at - TAIL);
  const tail = at === 0 ? null : await readRemoteRange(session, path, start, at, signal);
  return tail?.length === at - start ? { at, tail } : null;
}

/** Whether the source has before the place where a copy goes on what the target has there. */
export async function sourceAgrees({ from }: Item, reading: Session, { at, tail }: CopyStart, signal: AbortSignal): Promise<boolean> {
  return (await readRemoteRange(reading, from.path, at - tail.length, at, signal))?.equals(tail) === true;
}
