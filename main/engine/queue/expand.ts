import type { Entry } from '../../../shared/model/entry.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import type { Account } from '../account.ts';
import { staysBelow } from '../local/safe-name.ts';
import { assertWithin } from '../local/within.ts';
import { Failure, throwIfCancelled } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { foundIn, type Found } from './found.ts';
import type { Item } from './item.ts';
import type { KnownTargets } from './known-targets.ts';
import { linkFates } from './link-fates.ts';
import type { NameRulesAt } from './name-rules.ts';

export interface ExpandOptions {
  readonly from: Account;
  readonly to: Account;
  readonly targets: KnownTargets;
  readonly signal: AbortSignal;
  readonly rules: NameRulesAt;
  /** We made this directory. */
  readonly onMade: (directory: string) => void;
}

/**
 * Makes the target directory, also for an empty folder, and lists what is in the source. The rows come all at once, when the listing is
 * complete, so that one that breaks off can be tried again without doubling anything.
 */
export async function expand(folder: Item, options: ExpandOptions): Promise<readonly Found[]> {
  const { from, signal, rules } = options;
  const to = grammarOf(grammarNameOf(options.to));
  await ensureDirectory(folder, options);
  const rows: Entry[] = [];
  const listing = async (session: Session): Promise<void> => {
    rows.length = 0;
    await session.list(folder.from.path, { signal, onEntries: (entries) => rows.push(...entries) });
  };
  await from.pool.browse(listing, signal, 'repeatable');
  throwIfCancelled(signal);
  const grammars = { from: grammarNameOf(from), to: to.name };
  const fates = await linkFates(folder, rows, rules.links, {
    grammar: grammarOf(grammars.from),
    resolve: (path) => from.pool.browse((session) => session.resolveDirectory(path), signal, 'repeatable'),
  });
  throwIfCancelled(signal);
  return foundIn(folder, rows, { grammars, rules, fates });
}

/** Other items may need the same directory at the same moment; one of them makes it. */
function ensureDirectory(folder: Item, options: ExpandOptions): Promise<void> {
  return options.to.lock(grammarOf(grammarNameOf(options.to)).parent(folder.to.path), () => ensureAlone(folder, options));
}

async function ensureAlone(folder: Item, { to, targets, signal, rules, onMade }: ExpandOptions): Promise<void> {
  const { session, path } = folder.to;
  const grammar = grammarOf(grammarNameOf(to));
  const [parent, name] = [grammar.parent(path), grammar.base(path)];
  const amongLinks = rules.links === 'keep' && folder.depth > 0;
  if (amongLinks && session === LOCAL_SESSION) assertWithin(folder.chosen, path);
  const there = await targets.find(session, parent, name, signal);
  if (there === null) {
    await make(to, path, signal);
    targets.made(session, path);
    targets.wrote(session, parent, directoryEntry(name));
    onMade(path);
    return;
  }
  if (there.kind === 'directory') return;
  // A link on another server may be one that the source of a copy had made there.
  const leadsThere = there.kind === 'link' && (session === LOCAL_SESSION ? there.targetKind === 'directory' : !amongLinks || folder.direction === 'upload');
  if (!leadsThere) throw Failure.of(session === LOCAL_SESSION ? 'local-exists' : 'already-exists', { path });
  if (session === LOCAL_SESSION) await staysBelow(folder.chosen, path);
}

/** Somebody else may have made it since the listing; then it is there, which is all that is wanted. */
async function make(to: Account, path: string, signal: AbortSignal): Promise<void> {
  try {
    await to.pool.browse((session) => session.makeDirectory(path), signal);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.data.code !== 'exists') throw thrown;
    const entry = await to.pool.browse((session) => session.stat(path, signal), signal, 'repeatable');
    if (entry?.kind !== 'directory') throw thrown;
  }
}

export function grammarNameOf(account: Account) {
  const facts = account.facts();
  if (facts === null) throw Failure.of('not-connected');
  return facts.grammar;
}

function directoryEntry(name: string): Entry {
  return { name, kind: 'directory', size: null, modified: null, mode: null, owner: null, group: null, linkTarget: null, targetKind: null };
}
