import type { PathGrammar } from './path-grammar.ts';

/** Deeper paths are made up. */
const deepest = 1000;

/** Whether `path` is `directory` or lies anywhere below it. Both are absolute and without detours, as `resolve` and `join` make them. */
export function isWithin(grammar: PathGrammar, path: string, directory: string): boolean {
  return withinTest(grammar, directory)(path);
}

/** The same for many paths and one directory. */
export function withinTest(grammar: PathGrammar, directory: string): (path: string) => boolean {
  const top = grammar.asDirectory(grammar.resolve(directory, directory));
  // What lies below begins like the directory, up to what closes it; most paths are told by that alone.
  const start = grammar.isRoot(top) ? '' : top.replace(/[\]'.)/\\]{1,2}$/u, '');
  return (path) => {
    let at = grammar.asDirectory(path);
    if (!at.startsWith(start)) return false;
    for (let depth = 0; depth < deepest && at !== top; depth += 1) {
      if (grammar.isRoot(at)) return false;
      at = grammar.parent(at);
    }
    return at === top;
  };
}
