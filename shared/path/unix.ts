import type { PathGrammar } from './path-grammar.ts';
import { collapse, isSegment, trimEnd } from './segments.ts';

export const unixPaths: PathGrammar = {
  name: 'unix',
  separator: '/',
  join: (directory, name) => (directory.endsWith('/') ? directory + name : `${directory}/${name}`),
  parent: (path) => {
    const trimmed = trimEnd(path, '/');
    const cut = trimmed.lastIndexOf('/');
    return cut <= 0 ? '/' : trimmed.slice(0, cut);
  },
  base: (path) => {
    const trimmed = trimEnd(path, '/');
    return trimmed.slice(trimmed.lastIndexOf('/') + 1);
  },
  isRoot: (path) => /^\/+$/u.test(path),
  isAbsolute: (path) => path.startsWith('/'),
  resolve: (from, path) => `/${collapse((path.startsWith('/') ? path : `${from}/${path}`).split('/')).join('/')}`,
  asDirectory: (path) => path,
  isName: (name) => isSegment(name, /\//u),
};
