import { toFailureData } from '../session/failure.ts';
import type { CarryOptions } from './carry-options.ts';
import type { Item } from './item.ts';
import { besideOf, placeUpload } from './place-upload.ts';
import { isUseless, retryOf } from './retry.ts';
import { keepsWhatIsThere } from './stop.ts';

/** Copies a file between servers by `copy`, where the target's site wants it to a temporary name beside its target, which it takes once it is whole. */
export async function copyBeside(item: Item, options: CarryOptions, copy: (item: Item, options: CarryOptions) => Promise<number>): Promise<number> {
  const { to, signal, remember, rememberAtOnce, rules } = options;
  const facts = to.facts();
  const beside = item.resume?.beside ?? (rules.temporaryName && facts !== null ? besideOf(item.to.path, facts) : null);
  if (beside === null) return copy(item, options);
  /** The same item in all but where it goes. */
  const aside = Object.create(item, { to: { value: { session: item.to.session, path: beside } }, decided: { value: 'nothing' } }) as Item;
  try {
    const bytes = await copy(aside, { ...options, remember: (resume) => remember(resume === null ? null : { ...resume, beside }), rememberAtOnce: (resume) => rememberAtOnce({ ...resume, beside }) });
    if (item.resume !== null) await remember({ ...item.resume, placing: true });
    await place(beside, item.to.path, options);
    return bytes;
  } catch (thrown) {
    const failure = toFailureData(thrown);
    // What has arrived whole is left for the user to rename.
    if (failure.reason !== 'not-in-place' && (isUseless(failure) || (!keepsWhatIsThere(signal) && retryOf(failure) === 'never'))) {
      await options.dropBeside(beside);
      await remember(null);
    }
    throw thrown;
  } finally {
    item.direct = aside.direct;
    item.source = aside.source;
  }
}

async function place(beside: string, target: string, options: CarryOptions): Promise<void> {
  const { to, signal } = options;
  const { session, release } = await to.pool.lease(signal);
  try {
    await placeUpload(session, { beside, target, host: to.label }, options);
  } finally {
    release();
  }
}
