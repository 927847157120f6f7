import type { Entry } from '../../../shared/model/entry.ts';
import { fileSink, type FileSink } from '../local/file-sink.ts';
import { partSize, removePart } from '../local/part-file.ts';
import { releasePart, retakePart, takePart } from '../local/part-name.ts';
import { Failure, toFailureData } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import type { CarryOptions } from './carry-options.ts';
import { addLocal } from './content-sum.ts';
import { checkedSink, TAIL } from './checked-tail.ts';
import { isInPlace } from './in-place.ts';
import type { Item } from './item.ts';
import { pacedSink } from './paced.ts';
import { readRange } from './read-range.ts';
import { factsOf, isUnchanged } from './resume-facts.ts';
import { nullUnlessBroken, retryOf } from './retry.ts';
import { keepsWhatIsThere } from './stop.ts';
import { summedSink, verification } from './verify.ts';

/**
 * Brings a file to the local disk, through a temporary file beside its target. What an earlier attempt has left of that is continued when
 * the source is still the same and the end of the part is what the server has there.
 */
export async function downloadFile(item: Item, options: CarryOptions): Promise<number> {
  const { session, release } = await options.from.pool.lease(options.signal);
  const before = item.resume?.part ?? null;
  const part = before !== null && retakePart(before) ? before : takePart(item.to.path);
  try {
    const found = await earlierWork(item, part, session, options);
    if (found.whole) return found.kept;
    if (found.kept > 0) {
      try {
        return await attempt(item, part, found.kept, session, options);
      } catch (thrown) {
        if (!(thrown instanceof Failure) || thrown.data.reason !== 'resume-mismatch') throw thrown;
        options.onNote('source-changed');
      }
    }
    return await attempt(item, part, 0, session, options);
  } finally {
    release();
    releasePart(part);
  }
}

/** What an earlier attempt has left. `whole`: all of it, in place. */
async function earlierWork(item: Item, part: string, session: Session, { signal, onNote, rules }: CarryOptions): Promise<{ readonly kept: number; readonly whole: boolean }> {
  const earlier = item.resume;
  if (rules.text || earlier === null || earlier.part !== part) return { kept: 0, whole: false };
  const source = await session.stat(item.from.path, signal).catch(nullUnlessBroken);
  // The size of a link is that of its text.
  const facts = source === null || source.kind === 'link' ? factsOf(null, part) : factsOf(source, part);
  if (source !== null) item.source = source;
  const same = isUnchanged(earlier, facts.size, source?.modified ?? null);
  const there = await partSize(part);
  if (!same) {
    if (there > 0) onNote('source-changed');
    return { kept: 0, whole: false };
  }
  if (there === 0 && (await isInPlace(item, facts, session, signal))) return { kept: facts.size!, whole: true };
  return { kept: session.abilities.includes('resumeDownload') && there <= facts.size! ? there : 0, whole: false };
}

async function attempt(item: Item, part: string, kept: number, session: Session, options: CarryOptions): Promise<number> {
  const { from, signal, remember, onStart, onVerified, rules } = options;
  const tail = kept === 0 ? null : await readRange(part, Math.max(0, kept - TAIL), kept);
  const start = kept - (tail?.length ?? 0);
  remember(factsOf(item.source?.kind === 'link' ? null : (item.source ?? knownSize(item)), part));
  onStart(start);
  const sink = fileSink(item.to.path, { part, kept });
  const verifying = rules.verify && !rules.text ? verification(from) : null;
  if (verifying !== null && kept > 0) await addLocal(part, kept, verifying.passed, signal);
  const summed = summedSink(sink, verifying?.passed);
  const checked = tail === null ? null : checkedSink(tail, item.to.path, summed);
  try {
    const received = start + (await session.download(item.from.path, pacedSink(checked ?? summed, options), { signal, offset: start, text: rules.text }));
    if (checked?.checked() === false) throw Failure.of('resume-mismatch', { path: item.to.path });
    if (!rules.text) await checkLength(item, session, received, signal);
    if (rules.verify) onVerified((await verifying?.settle(session, item.from.path, null, signal)) ?? false);
    await sink.commit(rules.keepTimes ? (item.source?.modified?.at ?? null) : null, rules.keepModes ? modeOf(item.source) : null);
    return received;
  } catch (thrown) {
    if (!(await settle(sink, thrown, session, signal))) {
      await removePart(part);
      remember(null);
    }
    throw thrown;
  }
}

/** Permissions alone: nothing that a server says makes a file of this computer run as somebody else. */
function modeOf(source: Entry | null): number | null {
  return source?.kind === 'file' && source.mode !== null ? source.mode & 0o777 : null;
}

function knownSize({ size }: Item): Pick<Entry, 'size' | 'modified'> | null {
  return size === null ? null : { size, modified: null };
}

/** Keeps what has arrived where a later attempt can go on from it, and takes it away where not; true where it was kept. */
async function settle(sink: FileSink, thrown: unknown, session: Session, signal: AbortSignal): Promise<boolean> {
  const failure = toFailureData(thrown);
  // Bytes that are too few or too many are nothing to build on.
  const again = keepsWhatIsThere(signal) || (retryOf(failure) !== 'never' && failure.reason !== 'wrong-size' && failure.reason !== 'checksum-differs');
  if (again && session.abilities.includes('resumeDownload')) {
    await sink.leave();
    return true;
  }
  await sink.abandon();
  return false;
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
