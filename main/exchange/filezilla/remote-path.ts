import { serverTraits, type ServerType } from '../../../shared/model/server-type.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';

/** FileZilla's numbers for kinds of servers. */
export const serverTypeNumbers: readonly ServerType[] = ['default', 'unix', 'vms', 'dos', 'mvs', 'vxworks', 'zvm', 'nonstop', 'dos-virtual', 'cygwin', 'dos-slashes'];

/**
 * The path in FileZilla's own notation: the number of the kind of server, the length of a prefix and the prefix, then length and text of each
 * segment: `1 0 3 www 9 my folder`. Lengths count characters. Null where it is not that.
 */
export function readRemotePath(text: string): string | null {
  // Characters were counted by their code points on Linux and macOS, and by UTF-16 on Windows.
  return readUnits(Array.from(text)) ?? readUnits(text.split(''));
}

function readUnits(units: readonly string[]): string | null {
  let at = 0;
  const number = (): number | null => {
    const digits = /^\d{1,6}(?= |$)/u.exec(units.slice(at, at + 7).join(''))?.[0];
    if (digits === undefined) return null;
    at += digits.length + 1;
    return Number(digits);
  };
  const take = (length: number): string => {
    at += length;
    return units.slice(at - length, at).join('');
  };
  const type = serverTypeNumbers[number() ?? -1];
  const prefixLength = number();
  if (type === undefined || prefixLength === null || prefixLength > units.length) return null;
  const prefix = take(prefixLength);
  if (prefixLength > 0) at += 1;
  const segments: string[] = [];
  while (at < units.length) {
    const length = number();
    if (length === null || length === 0 || at + length > units.length) return null;
    segments.push(take(length));
    if (at < units.length && units[at] !== ' ') return null;
    at += 1;
  }
  return joined(type, prefix, segments);
}

/** The reverse, for paths of Unix kind; null for others, which FileZilla writes in ways of their own. */
export function writeRemotePath(path: string): string | null {
  if (!path.startsWith('/')) return null;
  const segments = path.split('/').filter((segment) => segment !== '');
  return ['1 0', ...segments.map((segment) => `${Array.from(segment).length} ${segment}`)].join(' ');
}

function joined(type: ServerType, prefix: string, segments: readonly string[]): string {
  switch (serverTraits[type].grammar) {
    case 'vms':
      return `${prefix}[${segments.join('.')}]`;
    case 'mvs':
      return `'${segments.join('.')}${prefix === '.' ? '.' : ''}'`;
    case 'zvm':
      return `/${segments.join('/')}`;
    case 'nonstop':
      return `\\${segments.join('.')}`;
    case 'windows':
      return segments.length === 1 ? `${segments[0] ?? ''}\\` : segments.join('\\');
    case 'dos-slashes':
      return segments.length === 1 ? `${segments[0] ?? ''}/` : segments.join('/');
    case 'dos-virtual':
      return `\\${segments.join('\\')}`;
    case 'vxworks':
      return `${prefix}${segments.join('/')}`;
    case 'cygwin':
      return `${prefix === '' ? '/' : `${prefix}/`}${segments.join('/')}`;
    case 'unix': {
      const { join } = grammarOf('unix');
      return segments.reduce((path, segment) => join(path, segment), '/');
    }
  }
}
