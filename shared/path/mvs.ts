import type { PathGrammar } from './path-grammar.ts';
import { isSegment } from './segments.ts';

interface DataSetPath {
  readonly qualifiers: readonly string[];
  /** With a dot at its end it stands for all data sets whose names begin so; without, it is one data set. */
  readonly partial: boolean;
  /** Of a partitioned data set. */
  readonly member: string | null;
}

/**
 * Data set names of MVS and z/OS, in quotes as they are whole: `'ADA.SOURCE.'` is a prefix, with data sets in it as in a directory;
 * `'ADA.SOURCE.COBOL'` is one data set; if it is partitioned it is a directory of members, `'ADA.SOURCE.COBOL(PAYROLL)'`. The root is the
 * first qualifier.
 */
export const mvsPaths: PathGrammar = {
  name: 'mvs',
  separator: '.',
  join: (directory, name) => write(inside(split(directory), name)),
  parent: (path) => write(above(split(path))),
  base: (path) => {
    const parts = split(path);
    return isRoot(parts) ? '' : (parts.member ?? parts.qualifiers.at(-1) ?? '');
  },
  isRoot: (path) => isRoot(split(path)),
  isAbsolute: (path) => path.startsWith("'"),
  resolve: (from, path) => {
    if (path.startsWith("'")) return write(split(path));
    const start = split(from);
    if (path === '' || path === '.') return write(start);
    if (path === '..') return write(above(start));
    // A member's name has no dots; what has some goes on the name of the data set.
    const own = split(path);
    if (own.member !== null || own.partial || own.qualifiers.length > 1) return write({ ...own, qualifiers: [...start.qualifiers, ...own.qualifiers] });
    return write(inside(start, path));
  },
  asDirectory: (path) => path,
  // A data set listed below a prefix may have several qualifiers.
  isName: (name) => isSegment(name, /['()\s/]|^\.|\.\./u),
};

function split(path: string): DataSetPath {
  const bare = path.replace(/^'/u, '').replace(/'$/u, '');
  const open = bare.endsWith(')') ? bare.indexOf('(') : -1;
  const dataSet = open < 0 ? bare : bare.slice(0, open);
  return {
    qualifiers: dataSet.split('.').filter((qualifier) => qualifier !== ''),
    partial: open < 0 && (dataSet === '' || dataSet.endsWith('.')),
    member: open < 0 ? null : bare.slice(open + 1, -1),
  };
}

function write({ qualifiers, partial, member }: DataSetPath): string {
  return `'${qualifiers.join('.')}${partial && qualifiers.length > 0 ? '.' : ''}${member === null ? '' : `(${member})`}'`;
}

function inside(directory: DataSetPath, name: string): DataSetPath {
  if (!directory.partial) return { ...directory, member: name };
  return { qualifiers: [...directory.qualifiers, ...name.split('.').filter((qualifier) => qualifier !== '')], partial: name.endsWith('.'), member: null };
}

function above(path: DataSetPath): DataSetPath {
  if (path.member !== null) return { ...path, member: null };
  return isRoot(path) ? path : { qualifiers: path.qualifiers.slice(0, -1), partial: true, member: null };
}

function isRoot({ qualifiers, member }: DataSetPath): boolean {
  return member === null && qualifiers.length < 2;
}
