import type { Entry } from '../../../shared/model/entry.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { throwIfCancelled } from '../session/failure.ts';
import { entryAt } from './entry-of.ts';
import { localFailure } from './failures.ts';
import { LOCAL_GRAMMAR } from './local-grammar.ts';

export async function stat(path: string, signal: AbortSignal): Promise<Entry | null> {
  throwIfCancelled(signal);
  try {
    return await entryAt(path, grammarOf(LOCAL_GRAMMAR).base(path));
  } catch (thrown) {
    const failure = localFailure(thrown, path);
    // A file where a folder of the path should be: then there is nothing at the path either.
    if (failure.data.reason === 'local-missing' || failure.data.reason === 'not-a-directory') return null;
    throw failure;
  }
}
