import type { PathGrammar } from './path-grammar.ts';
import { isSegment } from './segments.ts';

/**
 * Guardian names of HP NonStop, `\SYSTEM.$VOLUME.SUBVOLUME.FILE`: the root is the system, or the volume where no system is named. What
 * starts with `$` is a volume of the system at hand.
 */
export const nonStopPaths: PathGrammar = {
  name: 'nonstop',
  separator: '.',
  join: (directory, name) => [...segmentsOf(directory), name].join('.'),
  parent: (path) => above(segmentsOf(path)).join('.'),
  base: (path) => segmentsOf(path).slice(1).at(-1) ?? '',
  isRoot: (path) => segmentsOf(path).length < 2,
  isAbsolute: (path) => /^[\\$]/u.test(path),
  resolve: (from, path) => {
    const start = segmentsOf(from);
    if (path.startsWith('\\')) return segmentsOf(path).join('.');
    if (path.startsWith('$')) return [...start.slice(0, from.startsWith('\\') ? 1 : 0), ...segmentsOf(path)].join('.');
    // Dots are the separators, so that the way up can only stand alone.
    return (path === '..' ? above(start) : [...start, ...segmentsOf(path)]).join('.');
  },
  asDirectory: (path) => path,
  isName: (name) => isSegment(name, /[.\\]/u),
};

function segmentsOf(path: string): readonly string[] {
  return path.split('.').filter((segment) => segment !== '');
}

function above(segments: readonly string[]): readonly string[] {
  return segments.length < 2 ? segments : segments.slice(0, -1);
}
