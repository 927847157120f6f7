import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import { releasePart, takePartOfOwn } from '../local/part-name.ts';
import type { Item } from './item.ts';
import type { Queue } from './queue.ts';
import { factsOf } from './resume-facts.ts';

/**
 * Makes the file that is at the target count as what an earlier attempt has left: its end is compared before anything is added to it, and
 * what turns out to be no beginning of the source stays as it is.
 */
export async function continueTarget(item: Item, source: Entry, queue: Pick<Queue, 'begin'>): Promise<void> {
  item.source = source;
  const part = item.to.session === LOCAL_SESSION ? takePartOfOwn(item.to.path) : null;
  if (part !== null) releasePart(part);
  await queue.begin(item, factsOf(source, part, { adopted: true }));
}
