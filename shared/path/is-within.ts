import type { PathGrammar } from './path-grammar.ts';

/** Deeper paths are made up. */
const deepest = 1000;

/** Whether `path` is `directory` or lies anywhere below it. Both are absolute. */
export function isWithin(grammar: PathGrammar, path: string, directory: string): boolean {
  const top = plain(grammar, directory);
  let at = plain(grammar, path);
  for (let depth = 0; depth < deepest; depth += 1) {
    if (at === top) return true;
    if (grammar.isRoot(at)) return false;
    at = grammar.parent(at);
  }
  return false;
}

function plain(grammar: PathGrammar, path: string): string {
  return grammar.asDirectory(grammar.resolve(path, path));
}
