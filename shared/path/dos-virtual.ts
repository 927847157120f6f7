import { rootedGrammar, startingAt, type RootedPath } from './rooted.ts';

/** `\folder\file` below one root without drive letters; both kinds of slash are read. */
export const dosVirtualPaths = rootedGrammar('dos-virtual', '\\', /[\\/]/u, split, startingAt(split));

function split(path: string): RootedPath {
  return { root: /^[\\/]/u.test(path) ? '\\' : '', segments: path.split(/[\\/]/u).filter((segment) => segment !== '') };
}
