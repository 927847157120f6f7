import { rename } from 'node:fs/promises';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import { local } from '../local/failures.ts';
import { releasePart, takePart } from '../local/part-name.ts';
import { systemPath } from '../local/system-path.ts';
import type { Item } from './item.ts';
import type { Queue } from './queue.ts';
import { factsOf } from './resume-facts.ts';

/**
 * Makes the file that is at the target count as what an earlier attempt has left: its end is compared before anything is added to it. A
 * download goes on in its temporary file, so the file moves there.
 */
export async function continueTarget(item: Item, source: Entry, queue: Pick<Queue, 'begin'>): Promise<void> {
  item.source = source;
  if (item.to.session !== LOCAL_SESSION) return queue.begin(item, factsOf(source, null));
  const part = takePart(item.to.path);
  try {
    await queue.begin(item, factsOf(source, part));
    await local(item.to.path, () => rename(systemPath(item.to.path), systemPath(part)));
  } finally {
    releasePart(part);
  }
}
