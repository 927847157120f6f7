import { grammarOf, type GrammarName } from '../../../shared/path/grammar.ts';
import { isWithin } from '../../../shared/path/is-within.ts';

export interface KeptLink {
  /** Where it stands at the source, and what it says there. */
  readonly path: string;
  readonly text: string;
  /** Folders between it and the one that is transferred; at least 1. */
  readonly depth: number;
  readonly from: GrammarName;
  readonly to: GrammarName;
  /** Whoever listed it may choose what it leads to. */
  readonly trusted: boolean;
}

/**
 * What a link says at the target, so that it leads there to what it leads to at the source. Within the folder that is transferred that is
 * a way from the link itself, without detours: a link that lies behind another one can then not lead out. What leads out of the folder is
 * kept word for word where the source is trusted, else null.
 */
export function linkText({ path, text, depth, from, to, trusted }: KeptLink): string | null {
  const source = grammarOf(from);
  const absolute = source.isAbsolute(text);
  if (trusted && !absolute) return source.separator === '\\' ? text.replaceAll('\\', '/') : text;
  const directory = source.parent(path);
  let top = path;
  for (let level = 0; level < depth; level++) top = source.parent(top);
  const leads = source.resolve(directory, text);
  if (!isWithin(source, leads, top)) return trusted ? text : null;
  const [start, end] = [directory, leads].map((one) => namesBelow(source, one, top)) as [readonly string[], readonly string[]];
  let shared = 0;
  while (shared < Math.min(start.length, end.length) && start[shared] === end[shared]) shared++;
  const way = [...start.slice(shared).map(() => '..'), ...end.slice(shared)];
  return way.length === 0 ? '.' : way.join(grammarOf(to).separator === '\\' ? '\\' : '/');
}

function namesBelow(grammar: ReturnType<typeof grammarOf>, path: string, top: string): readonly string[] {
  const names: string[] = [];
  for (let at = path; at !== top && !grammar.isRoot(at); at = grammar.parent(at)) names.unshift(grammar.base(at));
  return names;
}
