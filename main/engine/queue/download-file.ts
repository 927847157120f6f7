import type { Entry } from '../../../shared/model/entry.ts';
import { fileSink, type FileSink } from '../local/file-sink.ts';
import { giveBack, ownFile, partSize, removePart, type OwnFile } from '../local/part-file.ts';
import { releasePart, retakePart, takePart } from '../local/part-name.ts';
import { Failure, toFailureData } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import type { CarryOptions } from './carry-options.ts';
import { addLocal } from './content-sum.ts';
import { checkedSink, TAIL } from './checked-tail.ts';
import type { Item, ResumeFacts } from './item.ts';
import { pacedSink } from './paced.ts';
import { readRange } from './read-range.ts';
import { factsOf, isStill, isUnchanged } from './resume-facts.ts';
import { isUnlike, isUseless, nullUnlessBroken, retryOf } from './retry.ts';
import { keepsWhatIsThere } from './stop.ts';
import { summedSink, verification } from './verify.ts';

/** What lies on the local disk of the file, as far as it is to be continued. */
interface Kept {
  /** Where it lies: the temporary file, or the target itself as long as nothing was added to it. */
  readonly at: string;
  readonly bytes: number;
  /** The user's own, that was at the target before. */
  readonly adopted: boolean;
  /** How that one was there. */
  readonly own: OwnFile | null;
}

/**
 * Brings a file to the local disk, through a temporary file beside its target. What an earlier attempt has left of that is continued when
 * the source is still the same and the end of the part is what the server has there. Fails with `resume-mismatch` where a file that was at
 * the target before is to be continued and is no beginning of this one; it is then where it was.
 */
export async function downloadFile(item: Item, options: CarryOptions): Promise<number> {
  const { session, release } = await options.from.pool.lease(options.signal);
  const before = item.resume?.part ?? null;
  const part = before !== null && retakePart(before) ? before : takePart(item.to.path);
  const nothing = { at: part, bytes: 0, adopted: false, own: null };
  try {
    const kept = (await earlierWork(item, part, session, options)) ?? nothing;
    try {
      return await attempt(item, part, kept, session, options);
    } catch (thrown) {
      if (kept.adopted || kept.bytes === 0 || !isMismatch(thrown)) throw thrown;
      options.onNote('source-changed');
    }
    return await attempt(item, part, nothing, session, options);
  } catch (thrown) {
    if (isMismatch(thrown)) await giveBack(part, item.to.path, item.resume?.own ?? null);
    throw thrown;
  } finally {
    release();
    releasePart(part);
  }
}

function isMismatch(thrown: unknown): boolean {
  return thrown instanceof Failure && thrown.data.reason === 'resume-mismatch';
}

/** What there is to be continued; null where nothing is. */
async function earlierWork(item: Item, part: string, session: Session, { signal, onNote, rules }: CarryOptions): Promise<Kept | null> {
  const earlier = item.resume;
  if (earlier === null) return null;
  const adopted = earlier.adopted === true;
  if (!adopted && (rules.text || earlier.part !== part)) return null;
  const lies = await whatLies(earlier, adopted ? item.to.path : null);
  if (adopted && lies.bytes === 0) return null;
  const source = await session.stat(item.from.path, signal).catch(nullUnlessBroken);
  // The size of a link is that of its text.
  const facts = source === null || source.kind === 'link' ? factsOf(null, part) : factsOf(source, part);
  if (source !== null) item.source = source;
  const same = isUnchanged(earlier, facts.size, source?.modified ?? null);
  const fits = same && !rules.text && earlier.part === part && lies.bytes <= facts.size! && session.abilities.includes('resumeDownload');
  if (adopted && !fits) throw Failure.of('resume-mismatch', { path: item.to.path });
  if (!same && lies.bytes > 0) onNote('source-changed');
  return fits ? { ...lies, adopted } : null;
}

async function whatLies({ part, own }: ResumeFacts, target: string | null): Promise<Omit<Kept, 'adopted'>> {
  const ofPart = part === null ? 0 : await partSize(part);
  if (target === null || ofPart > 0) return { at: part ?? '', bytes: ofPart, own: own ?? null };
  const file = await ownFile(target);
  return { at: target, bytes: file?.bytes ?? 0, own: file };
}

async function attempt(item: Item, part: string, { at, bytes: kept, adopted, own }: Kept, session: Session, options: CarryOptions): Promise<number> {
  const { from, signal, rememberBefore, onStart, onVerified, rules } = options;
  const tail = kept === 0 ? null : await readRange(at, Math.max(0, kept - TAIL), kept);
  const start = kept - (tail?.length ?? 0);
  const before = rememberBefore(factsOf(item.source?.kind === 'link' ? null : (item.source ?? knownSize(item)), part, { adopted, own }));
  onStart(start);
  // What has come there since it was settled that this file may, or has changed, is nobody's to lose: the next attempt asks about it.
  const mayReplace = (there: Entry): boolean => item.decided === null || isStill(item.decided, there);
  const sink = fileSink(item.to.path, { part, kept, at, before, mayReplace, ...(rules.amongLinks && { within: item.chosen }) });
  const verifying = rules.verify && !rules.text ? verification(from) : null;
  if (verifying !== null && kept > 0) await addLocal(at, kept, verifying.passed, signal);
  const summed = summedSink(sink, verifying?.passed);
  const checked = tail === null ? null : checkedSink(tail, item.to.path, summed);
  try {
    const received = start + (await session.download(item.from.path, pacedSink(checked ?? summed, options), { signal, offset: start, size: item.size, text: rules.text }));
    if (checked?.checked() === false) throw Failure.of('resume-mismatch', { path: item.to.path });
    if (!rules.text) await checkLength(item, session, received, signal);
    if (rules.verify) onVerified((await verifying?.settle(session, item.from.path, null, signal)) ?? false);
    await sink.commit(rules.keepTimes ? (item.source?.modified?.at ?? null) : null, rules.keepModes ? modeOf(item.source) : null);
    return received;
  } catch (thrown) {
    await settle(item, sink, part, adopted, thrown, session, options);
    const failure = toFailureData(thrown);
    throw adopted && isUnlike(failure) ? Failure.of('resume-mismatch', { path: item.to.path }, failure.detail, thrown) : thrown;
  }
}

/** Permissions alone: nothing that a server says makes a file of this computer run as somebody else. */
function modeOf(source: Entry | null): number | null {
  return source?.kind === 'file' && source.mode !== null ? source.mode & 0o777 : null;
}

function knownSize({ size }: Item): Pick<Entry, 'size' | 'modified'> | null {
  return size === null ? null : { size, modified: null };
}

/** Keeps what has arrived where a later attempt can go on from it, and takes it away where not; what was the user's goes back to its place. */
async function settle(item: Item, sink: FileSink, part: string, adopted: boolean, thrown: unknown, session: Session, { signal, remember }: CarryOptions): Promise<void> {
  const failure = toFailureData(thrown);
  const again = keepsWhatIsThere(signal) || (retryOf(failure) !== 'never' && !isUseless(failure));
  const leaves = again && session.abilities.includes('resumeDownload');
  await (leaves || adopted ? sink.leave() : sink.abandon());
  if (leaves) return;
  await (adopted ? giveBack(part, item.to.path, item.resume?.own ?? null) : removePart(part));
  // The user's file is there again for the next attempt, which may no more replace it than this one.
  if (!adopted || isUnlike(failure) || retryOf(failure) === 'never') await remember(null);
}

/** A count that the listing did not tell is looked into: the file may have changed since, or the server may have stopped too early. */
async function checkLength(item: Item, session: Session, bytes: number, signal: AbortSignal): Promise<void> {
  if (item.size === null || bytes === item.size) return;
  const entry = await session.stat(item.from.path, signal).catch(() => null);
  // The size of a link is that of its text.
  if (entry?.kind === 'link') return;
  const expected = entry?.size ?? item.size;
  if (bytes !== expected) throw Failure.of('wrong-size', { path: item.from.path, actual: bytes, expected });
}
