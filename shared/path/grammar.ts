/** How a session writes its paths. Servers with other grammars add a member here. */
export type GrammarName = 'unix' | 'windows';

export interface PathGrammar {
  readonly name: GrammarName;
  readonly separator: string;
  /** The path of `name` in `directory`. `name` is one segment. */
  join(directory: string, name: string): string;
  /** The directory above; a root is its own parent. */
  parent(path: string): string;
  /** The last segment; empty for a root. */
  base(path: string): string;
  isRoot(path: string): boolean;
  isAbsolute(path: string): boolean;
  /** Absolute, without `.`, `..`, doubled or trailing separators; `..` never climbs past the root. `from` is the directory a relative path starts in. */
  resolve(from: string, path: string): string;
}

const unix: PathGrammar = {
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
  resolve: (from, path) => `/${collapse(path.startsWith('/') ? path : `${from}/${path}`, /\//u).join('/')}`,
};

/** Drive letters and UNC shares; both kinds of slash are read, backslashes are written. */
const windows: PathGrammar = {
  name: 'windows',
  separator: '\\',
  join: (directory, name) => (/[\\/]$/u.test(directory) ? directory + name : `${directory}\\${name}`),
  parent: (path) => {
    const { root, segments } = splitWindows(path);
    return root + segments.slice(0, -1).join('\\');
  },
  base: (path) => splitWindows(path).segments.at(-1) ?? '',
  isRoot: (path) => splitWindows(path).segments.length === 0,
  isAbsolute: (path) => splitWindows(path).root !== '',
  resolve: (from, path) => {
    const own = splitWindows(path);
    const start = splitWindows(from);
    const root = own.root === '' ? start.root : own.root;
    const segments = own.root === '' && !/^[\\/]/u.test(path) ? [...start.segments, ...own.segments] : own.segments;
    return root + collapse(segments.join('\\'), /\\/u).join('\\');
  },
};

function splitWindows(path: string): { readonly root: string; readonly segments: readonly string[] } {
  const slashes = path.replaceAll('/', '\\');
  const root = /^(?:[A-Za-z]:\\?|\\\\[^\\]+\\[^\\]+\\?)/u.exec(slashes)?.[0] ?? '';
  const segments = slashes.slice(root.length).split('\\').filter((segment) => segment !== '');
  return { root: root === '' || root.endsWith('\\') ? root : `${root}\\`, segments };
}

function collapse(path: string, separator: RegExp): readonly string[] {
  const kept: string[] = [];
  for (const segment of path.split(separator)) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return kept;
}

function trimEnd(text: string, character: string): string {
  let end = text.length;
  while (end > 1 && text[end - 1] === character) end--;
  return text.slice(0, end);
}

const grammars: Readonly<Record<GrammarName, PathGrammar>> = { unix, windows };

export function grammarOf(name: GrammarName): PathGrammar {
  return grammars[name];
}
