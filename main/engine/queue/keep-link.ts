import type { Entry } from '../../../shared/model/entry.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import type { Account } from '../account.ts';
import { partNameOf } from '../local/part-name.ts';
import { assertLeadsWithin, assertWithin } from '../local/within.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import type { CarryOptions } from './carry-options.ts';
import { grammarNameOf } from './expand.ts';
import type { Item } from './item.ts';
import { linkText } from './link-text.ts';
import { placeUpload } from './place-upload.ts';
import { nullUnlessBroken } from './retry.ts';

/**
 * Makes a link at the target that leads there to what the source, which is a link, leads to. Fails with `link-leads-out` where that is
 * outside of the folder and was not chosen by the user, and with `no-links-there`. Resolves with the bytes that were moved: none.
 */
export async function keepLink(item: Item, options: Pick<CarryOptions, 'from' | 'to' | 'signal' | 'onNote'>): Promise<number> {
  const { from, to, signal } = options;
  const text = await textAtTarget(item, options);
  if (text === null) throw Failure.of('link-leads-out', { path: item.from.path });
  await to.pool.browse(async (session) => {
    if (session.makeLink === undefined) throw Failure.of('no-links-there', { host: to.label, path: item.from.path });
    await (item.to.session === LOCAL_SESSION ? makeLocally : make)(session, text, item, options);
  }, signal);
  options.onNote('link-kept');
  from.refresh();
  return 0;
}

/** What the link will say; null where it leads out. */
async function textAtTarget(item: Item, { from, to, signal }: { readonly from: Account; readonly to: Account; readonly signal: AbortSignal }): Promise<string | null> {
  const text = item.source?.linkTarget ?? (await from.pool.browse((session) => readLink(session, item.from.path, from.label), signal, 'repeatable'));
  return linkText({ path: item.from.path, text, depth: item.depth, from: grammarNameOf(from), to: grammarNameOf(to), trusted: item.from.session === LOCAL_SESSION && item.to.session !== LOCAL_SESSION });
}

/** Whether what is there is that link already. */
export async function isLinkThere(item: Item, there: Entry, ends: { readonly from: Account; readonly to: Account }, signal: AbortSignal): Promise<boolean> {
  if (there.kind !== 'link') return false;
  const says = there.linkTarget ?? (await ends.to.pool.browse((session) => readLink(session, item.to.path, ends.to.label), signal, 'repeatable').catch(nullUnlessBroken));
  return says !== null && says === (await textAtTarget(item, { ...ends, signal }));
}

function readLink(session: Session, path: string, host: string): Promise<string> {
  return session.readLink?.(path) ?? Promise.reject(Failure.of('not-supported', { host, what: 'readlink' }));
}

/** Directories on the way may have become links meanwhile; what was made through one goes again. */
async function makeLocally(session: Session, text: string, item: Item, options: Pick<CarryOptions, 'to' | 'signal' | 'onNote'>): Promise<void> {
  assertWithin(item.chosen, item.to.path);
  assertLeadsWithin(item.chosen, item.to.path, text);
  await make(session, text, item, options);
  try {
    assertWithin(item.chosen, item.to.path);
  } catch (thrown) {
    await session.remove(item.to.path, 'file').catch(() => {});
    throw thrown;
  }
}

/** Over what is there, about which has been decided, by way of a name beside it. */
async function make(session: Session, text: string, { to: { path } }: Item, { to, signal, onNote }: Pick<CarryOptions, 'to' | 'signal' | 'onNote'>): Promise<void> {
  const there = await session.stat(path, signal);
  if (there === null) {
    await makeTo(session, text, path, to.label);
    return;
  }
  if (there.kind === 'directory') throw Failure.of('already-exists', { path });
  const grammar = grammarOf(session.grammar);
  const beside = grammar.join(grammar.parent(path), partNameOf(grammar.base(path)));
  await makeTo(session, text, beside, to.label);
  try {
    await placeUpload(session, { beside, target: path, host: to.label }, { signal, onNote });
  } catch (thrown) {
    await session.remove(beside, 'file').catch(() => {});
    throw thrown;
  }
}

/** Some servers make no link to what is not there. */
async function makeTo(session: Session, text: string, path: string, host: string): Promise<void> {
  try {
    await session.makeLink?.(text, path);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.data.code === 'not-found') throw Failure.of('link-target-missing', { host, path, target: text }, thrown.data.detail, thrown);
    throw thrown;
  }
}
