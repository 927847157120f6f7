import type { Entry, TimePrecision } from '../../../shared/model/entry.ts';
import { LOCAL_SESSION } from '../../../shared/model/ids.ts';
import type { Priority } from '../../../shared/model/transfer.ts';
import { standsBefore, type GrammarName } from '../../../shared/path/grammar.ts';
import { safeName } from '../local/safe-name.ts';
import { staysInDirectory } from '../session/names.ts';
import { childDraft, DEEPEST } from './drafts.ts';
import type { Draft, Item } from './item.ts';
import type { LinkFate } from './link-fates.ts';
import type { NameRulesAt } from './name-rules.ts';
import type { Spacing } from './store/order.ts';

/** What is to be known of a file that waits, apart from what all in its folder have in common. */
export type PlainFile = readonly [name: string, size: number | null, modified: number | null, mode: number | null];

/** Files that stand one behind the other in the listing of a folder, with nothing special about any of them: together they cost little each. */
export interface PlainFiles {
  readonly folder: Item;
  /** What stands before their names in the paths of both ends. */
  readonly from: string;
  readonly to: string;
  /** Of the times of their sources. */
  readonly precision: TimePrecision | null;
  readonly files: readonly PlainFile[];
  /** As in a draft; the place of the first. */
  readonly priority?: Priority;
  readonly position?: number;
  /** From one place to the next. */
  readonly step?: number;
}

/** What was found in a folder. */
export type Found = Draft | PlainFiles;

/** More files are not kept together; so many are made rows of in one or two milliseconds. */
const MOST = 500;
/** A longer path may be longer than this system can have. */
const SHORT = 300;

export interface Finding {
  readonly grammars: { readonly from: GrammarName; readonly to: GrammarName };
  readonly rules: NameRulesAt;
  /** Of links, by name. */
  readonly fates: ReadonlyMap<string, LinkFate>;
}

/** Turns the listing of a folder into what comes into the queue, in its order. */
export function foundIn(folder: Item, entries: readonly Entry[], { grammars, rules, fates }: Finding): readonly Found[] {
  const found: Found[] = [];
  const [from, to] = [standsBefore(grammars.from, folder.from.path), standsBefore(grammars.to, folder.to.path)];
  const together = from !== null && to !== null && from.isWellFormed() && to.isWellFormed() && to.length < SHORT && folder.depth < DEEPEST
    // What is copied in one place may lead into itself.
    && folder.from.session !== folder.to.session;
  const allowed = folder.to.session === LOCAL_SESSION ? isSafe : staysInDirectory;
  const isPlain = ({ kind, name, sizeRounded }: Entry): boolean =>
    kind === 'file' && sizeRounded !== true && name.length < SHORT && name.isWellFormed() && allowed(name) && rules.nameAt(name, folder.to.session, grammars.to) === name;

  let run: { readonly precision: TimePrecision | null; readonly files: PlainFile[] } | null = null;
  for (const entry of entries) {
    if (together && isPlain(entry)) {
      const { name, size, modified, mode } = entry;
      if (!rules.goesAlong(name, 'file')) continue;
      const precision: TimePrecision | null = modified?.precision ?? null;
      if (run === null || run.precision !== precision || run.files.length === MOST) {
        run = { precision, files: [] };
        found.push({ folder, from, to, ...run });
      }
      run.files.push([name, size, modified?.at ?? null, mode]);
      continue;
    }
    const draft = childDraft(folder, entry, grammars, rules, fates.get(entry.name));
    if (draft === null) continue;
    run = null;
    found.push(draft);
  }
  return found;
}

/** How many rows it makes. */
export function rowCount(found: Found): number {
  return 'files' in found ? found.files.length : 1;
}

/** What is left where those with such paths are there already. */
export function without<T extends Found>(found: readonly T[], isThere: (path: string) => boolean): readonly T[] {
  const left = found.map((each) => {
    if (!('files' in each)) return isThere(each.from.path) ? null : each;
    const files = each.files.filter(([name]) => !isThere(each.from + name));
    return files.length === 0 ? null : { ...each, files };
  });
  return left.filter((each) => each !== null);
}

/** With a priority where they have none of their own, and places one behind the other; at the end of the queue where there is no `spacing`. */
export function placed<T extends Found>(found: readonly T[], priority: Priority, spacing: Spacing | null): readonly T[] {
  if (spacing === null) return found.map((each) => ({ ...each, priority: each.priority ?? priority }));
  const { start, step } = spacing;
  let before = 0;
  return found.map((each) => {
    const position = start + step * (before + 1);
    before += rowCount(each);
    return { ...each, priority: each.priority ?? priority, position, ...('files' in each ? { step } : {}) };
  });
}

/** The same as drafts, one for each. */
export function singly(found: Found): readonly Draft[] {
  if (!('files' in found)) return [found];
  const { folder, from, to, precision, files, priority, position, step = 1 } = found;
  return files.map(([name, size, at, mode], index) => ({
    parent: folder.id, batch: folder.batch, kind: 'file', direction: folder.direction, chosen: folder.chosen, server: folder.server, lane: folder.lane, size, depth: folder.depth + 1,
    from: { session: folder.from.session, path: from + name },
    to: { session: folder.to.session, path: to + name },
    source: {
      name, kind: 'file', size, mode, modified: at === null || precision === null ? null : { at, precision },
      owner: null, group: null, linkTarget: null, targetKind: null,
    },
    ...(priority === undefined ? {} : { priority }),
    ...(position === undefined ? {} : { position: position + step * index }),
  }));
}

function isSafe(name: string): boolean {
  try {
    safeName(name);
    return true;
  } catch {
    return false;
  }
}
