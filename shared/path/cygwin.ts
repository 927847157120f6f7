import { rootedGrammar, startingAt, type RootedPath } from './rooted.ts';

/** Paths of Unix, of which those with exactly two slashes at the start lead to hosts and their shares: `//host/share/file`. */
export const cygwinPaths = rootedGrammar('cygwin', '/', /\//u, split, startingAt(split));

function split(path: string): RootedPath {
  const root = /^\/\/(?!\/)/u.test(path) ? '//' : path.startsWith('/') ? '/' : '';
  return { root, segments: path.split('/').filter((segment) => segment !== '') };
}
