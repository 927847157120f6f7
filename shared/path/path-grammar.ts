/** How a session writes its paths. Servers with other grammars add a member here. */
export type GrammarName = 'unix' | 'windows' | 'dos-slashes' | 'dos-virtual' | 'vms' | 'mvs' | 'nonstop' | 'vxworks' | 'zvm' | 'cygwin';

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
  /**
   * The path as the server wants it when it is a directory. Some systems write the two kinds of path differently (VMS: `D:[A]B` may be a
   * file, as a directory it is `D:[A.B]`), and `join` cannot know which it makes. A directory's path stays as it is.
   */
  asDirectory(path: string): string;
  /** Whether a name is one segment: with a separator, a bracket or a way up in it, it would lead somewhere else. */
  isName(name: string): boolean;
  /** The path as the server wants it when it is a file, where that differs from how it is written here. */
  asFile?(path: string): string;
}
