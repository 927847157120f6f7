import type { PathGrammar } from './path-grammar.ts';
import { rootedGrammar, type RootedPath } from './rooted.ts';

/** Drive letters and UNC shares; both kinds of slash are read, one is written. */
function driveGrammar(name: 'windows' | 'dos-slashes', separator: '\\' | '/'): PathGrammar {
  const split = (path: string): RootedPath => {
    const slashes = path.replaceAll(separator === '\\' ? '/' : '\\', separator);
    const root = (separator === '\\' ? /^(?:[A-Za-z]:\\?|\\\\[^\\]+\\[^\\]+\\?)/u : /^(?:[A-Za-z]:\/?|\/\/[^/]+\/[^/]+\/?)/u).exec(slashes)?.[0] ?? '';
    const segments = slashes.slice(root.length).split(separator).filter((segment) => segment !== '');
    return { root: root === '' || root.endsWith(separator) ? root : root + separator, segments };
  };
  return rootedGrammar(name, separator, /[\\/]/u, split, (from, path) => {
    const own = split(path);
    if (own.root !== '') return own;
    const start = split(from);
    return { root: start.root, segments: /^[\\/]/u.test(path) ? own.segments : [...start.segments, ...own.segments] };
  });
}

/** `C:\folder\file`, `\\server\share\file`. */
export const windowsPaths = driveGrammar('windows', '\\');
/** `C:/folder/file`. */
export const dosSlashPaths = driveGrammar('dos-slashes', '/');
