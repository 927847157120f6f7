import { exactSize, leadsToDirectory, type Entry } from '../../../shared/model/entry.ts';
import { failureData } from '../../../shared/model/failure.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import type { Place, TransferRequest, TransferRow } from '../../../shared/model/transfer.ts';
import type { GrammarName } from '../../../shared/path/grammar.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { isWithin } from '../../../shared/path/is-within.ts';
import { commandSafe } from '../session/command-safe.ts';
import { toFailureData } from '../session/failure.ts';
import { staysInDirectory } from '../session/names.ts';
import { fittingPath } from '../local/path-length.ts';
import { safeName } from '../local/safe-name.ts';
import type { Draft, Item } from './item.ts';
import type { LinkFate } from './link-fates.ts';
import type { NameRulesAt } from './name-rules.ts';

/** What the queue must know of sessions to place a file. */
export interface Sessions {
  grammar(place: Place): GrammarName;
  label(place: Place): string;
  /** The source as a listing has lately shown it; null where none has. */
  listed(place: Place): Entry | null;
  readonly rules: NameRulesAt;
}

/** Deeper trees are refused: no one keeps such, and a server that invents folders without end does. */
export const DEEPEST = 250;

/** Turns a request into items, one for each source. */
export function draftsOf(request: TransferRequest, batch: number, sessions: Sessions): readonly Draft[] {
  const target = request.targetDirectory;
  return request.sources.map((source): Draft => {
    const from = source.place;
    const own = grammarOf(sessions.grammar(from)).base(from.path);
    const entry = sessions.listed(from);
    return {
      parent: null,
      batch,
      kind: source.kind,
      direction: directionOf(from, target),
      from,
      chosen: target.path,
      server: sessions.label(from.session === LOCAL_SESSION ? target : from),
      lane: from.session === LOCAL_SESSION ? target.session : from.session,
      source: entry,
      size: source.kind === 'directory' || entry?.kind === 'link' ? null : (source.size ?? (entry === null ? null : exactSize(entry))),
      depth: 0,
      ...placed(target, source.name ?? (own === '' ? 'root' : own), sessions.grammar(target), from, sessions.rules),
    };
  });
}

/** Turns a row found in a folder into an item; `fate`: of a link. Null for rows that are not files at all, and for those that do not go along. */
export function childDraft(folder: Item, entry: Entry, grammars: { readonly from: GrammarName; readonly to: GrammarName }, rules: NameRulesAt, fate: LinkFate | undefined): Draft | null {
  const kind = entry.kind === 'directory' || fate === 'directory' ? 'directory' : 'file';
  if (entry.kind === 'unparsed' || !rules.goesAlong(entry.name, leadsToDirectory(entry) ? 'directory' : kind)) return null;
  const from: Place = { session: folder.from.session, path: grammarOf(grammars.from).join(folder.from.path, entry.name) };
  const draft: Draft = {
    parent: folder.id,
    batch: folder.batch,
    kind,
    direction: folder.direction,
    from,
    chosen: folder.chosen,
    server: folder.server,
    lane: folder.lane,
    source: entry,
    // The size of a link is that of its text.
    size: entry.kind === 'file' ? exactSize(entry) : null,
    depth: folder.depth + 1,
    // When all else is there: some servers make no link to nothing, and nothing is written behind a link that is not there yet.
    ...(fate === 'keep' && { priority: 'lowest' }),
    ...placed(folder.to, entry.name, grammars.to, from, rules),
  };
  if (draft.ended !== undefined) return draft;
  if (draft.depth > DEEPEST) return { ...draft, ended: { state: 'failed', failure: failureData('too-deep', { path: from.path, limit: DEEPEST }) } };
  if (typeof fate === 'object') return { ...draft, ended: { state: 'failed', failure: fate } };
  if (fate === 'skip') return { ...draft, ended: { state: 'skipped', failure: null, note: 'link-left-out' } };
  // A pipe or a device has no end.
  return entry.kind === 'other' ? { ...draft, ended: { state: 'skipped', failure: null } } : draft;
}

function directionOf(from: Place, to: Place): TransferRow['direction'] {
  if (from.session === LOCAL_SESSION) return to.session === LOCAL_SESSION ? 'copy' : 'upload';
  return to.session === LOCAL_SESSION ? 'download' : 'copy';
}

/** The path that a name gets in the target directory, or why it cannot be there. */
function placed(directory: Place, wanted: string, grammar: GrammarName, from: Place, rules: NameRulesAt): Pick<Draft, 'to' | 'ended'> {
  const name = rules.nameAt(wanted, directory.session, grammar);
  const to: Place = { session: directory.session, path: grammarOf(grammar).join(directory.path, name) };
  try {
    if (to.session === LOCAL_SESSION) {
      safeName(name);
      fittingPath(to.path);
    } else if (!staysInDirectory(commandSafe(name))) throw new RangeError(`A session listed the name “${name}”.`);
    if (from.session === to.session && isWithin(grammarOf(grammar), to.path, from.path)) {
      return { to, ended: { state: 'failed', failure: failureData('into-itself', { path: from.path }) } };
    }
    return { to };
  } catch (thrown) {
    return { to, ended: { state: 'failed', failure: toFailureData(thrown) } };
  }
}
