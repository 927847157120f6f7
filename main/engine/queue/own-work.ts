import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import type { Account } from '../account.ts';
import { fileSource } from '../local/file-source.ts';
import { sameUpTo } from './go-on-at.ts';
import type { Item } from './item.ts';

/**
 * Whether what lies at the target is what an earlier attempt of this item has left there, so that nobody need be asked about it: the part of
 * an upload that goes straight to its target. Whatever else lies there has come from somebody else.
 */
export async function isOwnWork(item: Item, there: Entry, to: Account, signal: AbortSignal): Promise<boolean> {
  if (item.resume === null || item.resume.beside !== undefined || item.from.session !== LOCAL_SESSION || item.to.session === LOCAL_SESSION) return false;
  if (there.size === 0) return true;
  const whole = await fileSource(item.from.path);
  try {
    const place = await to.pool.browse((session) => sameUpTo(item, item.to.path, whole, session, { signal, onNote: () => {}, rules: { text: false } }), signal, 'repeatable');
    return place !== null && place > 0;
  } finally {
    whole.close();
  }
}
