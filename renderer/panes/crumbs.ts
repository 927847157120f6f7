import { grammarOf, type GrammarName } from '../../shared/path/grammar.ts';

export interface Crumb {
  readonly name: string;
  readonly path: string;
}

/** The folders from the root to `path`; the root's name is its path. */
export function crumbsOf(grammar: GrammarName, path: string): readonly Crumb[] {
  const paths = grammarOf(grammar);
  const crumbs: Crumb[] = [];
  let at = path;
  while (!paths.isRoot(at)) {
    crumbs.unshift({ name: paths.base(at), path: at });
    at = paths.parent(at);
  }
  return [{ name: at, path: at }, ...crumbs];
}
