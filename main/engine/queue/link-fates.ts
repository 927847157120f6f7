import { leadsToDirectory, type Entry } from '../../../shared/model/entry.ts';
import { failureData, type FailureData } from '../../../shared/model/failure.ts';
import type { LinkRule } from '../../../shared/model/transfer-rules.ts';
import type { PathGrammar } from '../../../shared/path/grammar.ts';
import { isWithin } from '../../../shared/path/is-within.ts';
import type { Item } from './item.ts';

/** What becomes of a link in a folder: it is followed to a file or a folder, made a link at the target too, left out, or left out for a reason that is told. */
export type LinkFate = 'file' | 'directory' | 'keep' | 'skip' | FailureData;

/** Links to folders that are followed on one way down. More are a maze, or a server that invents them. */
const MOST_LINKS = 8;
/** The same names so often in a row are a circle, where the server does not say what its links lead to. */
const MOST_REPEATS = 3;

export interface Way {
  readonly grammar: PathGrammar;
  /** The directory that a path leads to, links followed, by its own path; null where it leads to none. See `Session`. */
  readonly resolve: (path: string) => Promise<string | null>;
}

/** Decides about each link among the rows of a folder, by name. */
export async function linkFates(folder: Pick<Item, 'from' | 'depth'>, rows: readonly Entry[], rule: LinkRule, way: Way): Promise<ReadonlyMap<string, LinkFate>> {
  const fates = new Map<string, LinkFate>();
  let above: Promise<readonly string[]> | null = null;
  for (const link of rows) {
    if (link.kind !== 'link') continue;
    fates.set(link.name, rule === 'keep' || rule === 'skip' ? rule : await followed(link));
  }
  return fates;

  async function followed(link: Entry): Promise<LinkFate> {
    if (link.targetKind === 'file') return 'file';
    if (rule === 'files' && leadsToDirectory(link)) return 'skip';
    const path = way.grammar.join(folder.from.path, link.name);
    const leads = await way.resolve(path);
    if (leads === null) return 'file';
    if (rule === 'files') return 'skip';
    above ??= directoriesAbove(folder, way);
    return circleOf(path, leads, await above, way.grammar) ?? 'directory';
  }
}

/** The folder and those above it, up to the one that is transferred, that one first, each by its own path. */
async function directoriesAbove({ from, depth }: Pick<Item, 'from' | 'depth'>, { grammar, resolve }: Way): Promise<readonly string[]> {
  const real: string[] = [];
  let path = from.path;
  for (let level = 0; level <= depth; level++) {
    real.unshift((await resolve(path)) ?? path);
    path = grammar.parent(path);
  }
  return real;
}

/** Why a link to a directory is not followed; null where it may be. */
function circleOf(path: string, leads: string, above: readonly string[], grammar: PathGrammar): FailureData | null {
  // Whoever follows it comes by here again.
  if (above.some((directory) => isWithin(grammar, directory, leads))) return failureData('link-loop', { path, target: leads });
  const followed = above.filter((directory, index) => index > 0 && directory !== grammar.join(above[index - 1]!, grammar.base(directory))).length;
  if (followed >= MOST_LINKS) return failureData('too-many-links', { path, limit: MOST_LINKS });
  return leads === path && repeats(path, grammar) ? failureData('link-loop', { path, target: leads }) : null;
}

/** Whether a path ends in the same names several times over. */
function repeats(path: string, grammar: PathGrammar): boolean {
  const names: string[] = [];
  for (let at = path; !grammar.isRoot(at); at = grammar.parent(at)) names.push(grammar.base(at));
  for (let length = 1; length * MOST_REPEATS <= names.length; length++) {
    if (names.slice(0, length * (MOST_REPEATS - 1)).every((name, index) => name === names[index + length])) return true;
  }
  return false;
}
