import type { PathGrammar } from './path-grammar.ts';
import { isSegment } from './segments.ts';

interface VmsPath {
  /** Node and device or logical name, `NODE::DISK$USER:`; empty where the path has none. */
  readonly device: string;
  /** Where the directories start: at the top of the device, at the place that a logical name stands for, or at the directory at hand. */
  readonly start: 'top' | 'logical' | 'here';
  /** As they stand between the dots, with `^` before characters that would mean something else. */
  readonly directories: readonly string[];
  readonly file: string;
}

const pattern = /^(?<device>(?:[^:[\]<>]*::)?(?:[^:[\]<>]*:)?)(?:\[(?<square>(?:\^.|[^\]^])*)\]|<(?<angle>(?:\^.|[^>^])*)>)?(?<file>.*)$/su;
const masterDirectory = '000000';

/**
 * `DISK:[FOLDER.BELOW]FILE.TXT;1`. The root of a device is `[000000]`; a logical name, `SYS$LOGIN:`, is a root too. In the names of
 * directories a dot is written `^.`. A path with a name after the bracket may be of a file or of a directory (`asDirectory`).
 */
export const vmsPaths: PathGrammar = {
  name: 'vms',
  separator: '.',
  join: (directory, name) => write({ ...entered(split(directory)), file: name }),
  parent: (path) => write(above(split(path))),
  base: (path) => {
    const { directories, file } = split(path);
    return file === '' ? (directories.at(-1) ?? '') : file;
  },
  isRoot: (path) => isRoot(split(path)),
  isAbsolute: (path) => split(path).device !== '',
  resolve: (from, path) => {
    const own = split(path);
    if (own.device !== '') return write({ ...own, directories: climbed([], own.directories) });
    const start = entered(split(from));
    if (own.start === 'top') return write({ ...own, device: start.device, directories: climbed([], own.directories) });
    const here = { ...start, directories: climbed(start.directories, own.directories) };
    if (own.file === '..') return write(above(here));
    return write({ ...here, file: own.file === '.' ? '' : own.file });
  },
  asDirectory: (path) => write(entered(split(path))),
  isName: (name) => isSegment(name.replaceAll(/\^./gu, 'x'), /[[\]<>:/]/u),
};

function split(path: string): VmsPath {
  const { device = '', square, angle, file = '' } = pattern.exec(path)?.groups ?? {};
  const inside = square ?? angle;
  if (inside === undefined) return { device, start: device === '' ? 'here' : 'logical', directories: [], file };
  const segments = segmentsOf(inside);
  const below = inside === '' || /^[.-]/u.test(inside);
  const directories = !below && segments[0] === masterDirectory ? segments.slice(1) : segments;
  return { device, start: !below ? 'top' : device === '' ? 'here' : 'logical', directories, file };
}

function write({ device, start, directories, file }: VmsPath): string {
  const inside = directories.join('.');
  if (start === 'top') return `${device}[${inside === '' ? masterDirectory : inside}]${file}`;
  return `${device}${inside === '' ? '' : `[.${inside}]`}${file}`;
}

/** At the dots that are not escaped. */
function segmentsOf(inside: string): readonly string[] {
  return (inside.match(/(?:\^.|[^.^]|\^$)+/gsu) ?? []).filter((segment) => segment !== '');
}

/** A path that is meant for a directory. */
function entered(path: VmsPath): VmsPath {
  if (path.file === '') return path;
  const name = path.file.replace(/\.DIR(?:;\d{0,5})?$/iu, '').replace(/(\^.)|\./gsu, (_, escaped: string | undefined) => escaped ?? '^.');
  return { ...path, directories: [...path.directories, name], file: '' };
}

/** Each hyphen of a segment made of nothing else is one step up. */
function climbed(from: readonly string[], steps: readonly string[]): readonly string[] {
  const kept = [...from];
  for (const step of steps) {
    if (/^-+$/u.test(step)) kept.splice(Math.max(0, kept.length - step.length));
    else kept.push(step);
  }
  return kept;
}

function above(path: VmsPath): VmsPath {
  return path.file === '' ? { ...path, directories: path.directories.slice(0, -1) } : { ...path, file: '' };
}

function isRoot({ directories, file }: VmsPath): boolean {
  return directories.length === 0 && file === '';
}
