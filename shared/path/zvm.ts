import type { PathGrammar } from './path-grammar.ts';
import { collapse, isSegment } from './segments.ts';

interface ZvmPath {
  readonly kind: 'minidisk' | 'shared' | 'byte';
  /** The minidisk `ADA.191`, the owner in a file pool `POOL:ADA`, or what a path of the byte file system starts with. */
  readonly root: string;
  readonly directories: readonly string[];
  /** A name that may be of a file or, where directories can be, of a directory. */
  readonly file: string;
}

/**
 * The three file systems of z/VM: minidisks, `ADA.191/PROFILE.EXEC`; the shared file system, `POOL:ADA.FOLDER.BELOW`, its files written
 * here after a slash, `POOL:ADA.FOLDER/NOTES.TXT` (`asFile` gives what the server takes); and the byte file system with the paths of Unix.
 */
export const zvmPaths: PathGrammar = {
  name: 'zvm',
  separator: '/',
  join: (directory, name) => write({ ...entered(split(directory)), file: name }),
  parent: (path) => write(above(split(path))),
  base: (path) => {
    const { directories, file } = split(path);
    return file === '' ? (directories.at(-1) ?? '') : file;
  },
  isRoot: (path) => {
    const { directories, file } = split(path);
    return directories.length === 0 && file === '';
  },
  isAbsolute: (path) => isAbsolute(path),
  resolve: (from, path) => {
    if (isAbsolute(path)) return write(normal(split(path)));
    const steps = path.split('/').filter((step) => step !== '' && step !== '.');
    return write(normal(steps.reduce((at, step) => (step === '..' ? above(at) : { ...entered(at), file: step }), split(from))));
  },
  asDirectory: (path) => write(entered(split(path))),
  isName: (name) => isSegment(name, /[/:]/u),
  asFile: (path) => {
    const { kind, root, directories, file } = split(path);
    return kind === 'shared' && file !== '' ? [root, ...directories, file].join('.') : path;
  },
};

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || path.includes(':') || /^[^/.]+\.(?:[0-9A-F]{3,4}|RDR)(?:\/|$)/iu.test(path);
}

function split(path: string): ZvmPath {
  if (path.startsWith('/')) {
    const root = /^\/\.\.\/[^/]+\/?/u.exec(path)?.[0] ?? '/';
    const directories = path.slice(root.length).split('/').filter((segment) => segment !== '');
    return { kind: 'byte', root: root.endsWith('/') ? root : `${root}/`, directories, file: '' };
  }
  const [place = '', ...rest] = path.split('/');
  const file = rest.filter((segment) => segment !== '').join('/');
  if (!place.includes(':')) return { kind: 'minidisk', root: place, directories: [], file };
  const [root = '', ...directories] = place.split('.');
  return { kind: 'shared', root, directories: directories.filter((segment) => segment !== ''), file };
}

function write({ kind, root, directories, file }: ZvmPath): string {
  if (kind === 'byte') return root + [...directories, ...(file === '' ? [] : [file])].join('/');
  const place = kind === 'minidisk' ? root : `${root}.${directories.join('.')}`;
  return file === '' ? place : `${place}/${file}`;
}

/** A minidisk has no directories, so that a name on it stays one. */
function entered(path: ZvmPath): ZvmPath {
  return path.file === '' || path.kind === 'minidisk' ? path : { ...path, directories: [...path.directories, path.file], file: '' };
}

function above(path: ZvmPath): ZvmPath {
  return path.file === '' ? { ...path, directories: path.directories.slice(0, -1) } : { ...path, file: '' };
}

function normal(path: ZvmPath): ZvmPath {
  return path.kind === 'byte' ? { ...path, directories: collapse([...path.directories, path.file]), file: '' } : path;
}
