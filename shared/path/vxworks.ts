import { rootedGrammar, type RootedPath } from './rooted.ts';

/**
 * A device and a path below it, `host:/folder/file` or, as some servers write it, `:host/folder/file`; without a device, the paths of
 * Unix. `tffs0:folder` and `tffs0:/folder` are the same.
 */
export const vxWorksPaths = rootedGrammar('vxworks', '/', /\//u, split, (from, path) => {
  const own = split(path);
  if (own.root.includes(':')) return own;
  const start = split(from);
  // A path from the root stays on its device.
  if (own.root === '/') return { root: start.root.includes(':') ? start.root : '/', segments: own.segments };
  return { root: start.root, segments: [...start.segments, ...own.segments] };
});

function split(path: string): RootedPath {
  const device = /^(?::[^/:]+|[^/:]+:)\/?/u.exec(path)?.[0] ?? (path.startsWith('/') ? '/' : '');
  return { root: device === '' || device.endsWith('/') ? device : `${device}/`, segments: path.slice(device.length).split('/').filter((segment) => segment !== '') };
}
