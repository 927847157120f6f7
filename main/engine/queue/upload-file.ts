import { fileSource, type FileSource } from '../local/file-source.ts';
import { Failure, toFailureData } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import type { CarryOptions } from './carry-options.ts';
import { addLocal } from './content-sum.ts';
import { goOnAt } from './go-on-at.ts';
import type { Item, ResumeFacts } from './item.ts';
import { keepFacts } from './keep-facts.ts';
import { pacedSource } from './paced.ts';
import { besideOf, placeUpload } from './place-upload.ts';
import { factsOf, leftBehind } from './resume-facts.ts';
import { isUnlike, isUseless, nullUnlessBroken, retryOf } from './retry.ts';
import { keepsWhatIsThere } from './stop.ts';
import { summedSource, verification } from './verify.ts';

/**
 * Sends a local file, where that is chosen to a temporary name beside its target, which it takes once it is whole. What an earlier attempt
 * has left on the server is continued when the source is still the same and the server has its bytes.
 */
export async function uploadFile(item: Item, options: CarryOptions): Promise<number> {
  const { to, signal } = options;
  const whole = await fileSource(item.from.path);
  try {
    const { session, release } = await to.pool.lease(signal);
    const left: Promise<void>[] = [];
    try {
      return await attempt(item, whole, session, options, left);
    } finally {
      release();
      await Promise.all(left);
    }
  } finally {
    whole.close();
  }
}

/** `left` gets the removal of what is of no use on the server and could not go over this line, since it broke. */
async function attempt(item: Item, whole: FileSource, session: Session, options: CarryOptions, left: Promise<void>[]): Promise<number> {
  const { to, signal, remember, rememberAtOnce, onStart, onVerified, rules } = options;
  const target = item.to.path;
  const earlier = item.resume?.beside ?? target;
  const offset = item.resume === null ? 0 : await goOnAt(item, earlier, whole, session, options);
  // It may still be written to by who has not noticed that the line broke, so that another one takes its place.
  if (offset === 0 && earlier !== target) await session.remove(earlier, 'file').catch(nullUnlessBroken).catch(() => { left.push(options.dropBeside(earlier)); });
  const path = offset > 0 ? earlier : rules.temporaryName ? (besideOf(target, session) ?? target) : target;
  const adopted = offset > 0 && item.resume?.adopted === true;
  const source = { size: whole.size, modified: { at: whole.modified, precision: 'millisecond' } } as const;
  const factsAt = (loose: number, firm: number): ResumeFacts => factsOf(source, null, { beside: path === target ? null : path, over: path === target ? item.decided : null, loose, firm, adopted });
  // What an earlier attempt left loose stays so until it has been cut off.
  let told: readonly number[] = [item.resume?.loose ?? 0, offset];
  await remember(factsAt(told[0]!, told[1]!));
  const onLoose = (loose: number, firm: number): void => {
    if (told[0] === loose && told[1] === firm) return;
    told = [loose, firm];
    rememberAtOnce(factsAt(loose, firm));
  };
  onStart(offset);
  const verifying = rules.verify && !rules.text ? verification(to) : null;
  if (verifying !== null && offset > 0) await addLocal(item.from.path, offset, verifying.passed, signal);
  try {
    if (offset === 0 || offset < whole.size) {
      const rest = offset === 0 ? whole : await fileSource(item.from.path, offset);
      try {
        const sent = await session.upload(pacedSource(summedSource(rest, verifying?.passed), options), path, { signal, offset, text: rules.text, inOrder: item.attempts > 1, onLoose });
        if (offset + sent !== whole.size) throw Failure.of('wrong-size', { path: item.from.path, actual: offset + sent, expected: whole.size });
      } finally {
        if (rest !== whole) rest.close();
      }
    }
    if (rules.verify) onVerified((await verifying?.settle(session, path, item.from.path, signal)) ?? false);
    await keepFacts(session, path, whole, rules);
    if (path !== target) {
      await remember({ ...factsAt(0, whole.size), placing: true });
      await placeUpload(session, { beside: path, target, host: to.label }, options);
    }
    return whole.size;
  } catch (thrown) {
    const failure = toFailureData(thrown);
    const useless = isUseless(failure);
    if (adopted && isUnlike(failure)) throw Failure.of('resume-mismatch', { path: target }, failure.detail, thrown);
    if (useless && !adopted) await remember(null, path === target ? await leftBehind(session, path, signal) : undefined);
    // What has arrived whole is left for the user to rename.
    const keeps = failure.reason === 'not-in-place' || (!useless && (keepsWhatIsThere(signal) || retryOf(failure) !== 'never'));
    if (path !== target && !keeps) {
      // Over the line that this transfer holds: where the server allows one only, any other would wait for it.
      await session.remove(path, 'file').catch(nullUnlessBroken).catch(() => { left.push(options.dropBeside(path)); });
      await remember(null);
    }
    throw thrown;
  }
}
