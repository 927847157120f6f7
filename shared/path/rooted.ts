import type { GrammarName, PathGrammar } from './path-grammar.ts';
import { collapse, isSegment } from './segments.ts';

/** A path taken apart: what it starts from (empty where it is relative), and the segments below. */
export interface RootedPath {
  /** Ends in what the first segment may be put after. */
  readonly root: string;
  readonly segments: readonly string[];
}

/** A grammar of roots with segments below them, told apart by one separator. `outside` finds what no name may have; `split` takes any spelling of a path. */
export function rootedGrammar(kind: GrammarName, separator: string, outside: RegExp, split: (path: string) => RootedPath, rootFor: (from: string, path: string) => RootedPath): PathGrammar {
  const write = ({ root, segments }: RootedPath): string => root + segments.join(separator);
  return {
    name: kind,
    separator,
    join: (directory, child) => {
      const { root, segments } = split(directory);
      return write({ root, segments: [...segments, child] });
    },
    parent: (path) => {
      const { root, segments } = split(path);
      return write({ root, segments: segments.slice(0, -1) });
    },
    base: (path) => split(path).segments.at(-1) ?? '',
    isRoot: (path) => split(path).segments.length === 0,
    isAbsolute: (path) => split(path).root !== '',
    resolve: (from, path) => {
      const { root, segments } = rootFor(from, path);
      return write({ root, segments: collapse(segments) });
    },
    asDirectory: (path) => path,
    isName: (name) => isSegment(name, outside),
  };
}

/** Where a path starts: at its own root if it has one, else in `from`. */
export function startingAt(split: (path: string) => RootedPath): (from: string, path: string) => RootedPath {
  return (from, path) => {
    const own = split(path);
    if (own.root !== '') return own;
    const start = split(from);
    return { root: start.root, segments: [...start.segments, ...own.segments] };
  };
}
