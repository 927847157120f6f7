import type { ServerType } from './server-type.ts';

/** Words of SYST replies (RFC 959 section 4.1.3, names from the IANA registry of operating systems) with the shape of a home that confirms them. */
const suggestions: readonly { readonly type: ServerType; readonly system: RegExp; readonly home: RegExp }[] = [
  { type: 'vms', system: /\b(?:VMS|OpenVMS)\b/iu, home: /^[^/\\']*:?[[<][^\]>]*[\]>]/u },
  { type: 'mvs', system: /\b(?:MVS|OS\/390|z\/OS)\b/iu, home: /^'?[A-Z#@$][A-Z0-9#@$.-]*'?$/u },
  { type: 'zvm', system: /(?:\bz\/VM\b|\bVM\/ESA\b|^(?:215 )?VM\b)/iu, home: /^(?:[^/\s]+\.[0-9A-F]{3,4}|[^/\s:]+:[^/\s]*)$/iu },
  { type: 'nonstop', system: /\b(?:NONSTOP|GUARDIAN|TANDEM)\b/iu, home: /^(?:\\[^.\\/]+\.)?\$[^.\\/]+\.[^.\\/]+$/u },
  { type: 'vxworks', system: /\bVxWorks\b/iu, home: /:/u },
  { type: 'cygwin', system: /\bCYGWIN/iu, home: /^\// },
  { type: 'dos-slashes', system: /(?:\bWin(?:32|dows)|\bDOS\b|\bOS\/2\b)/iu, home: /^[A-Za-z]:\/?(?![^\\/]*\\)/u },
  { type: 'dos', system: /(?:\bWin(?:32|dows)|\bDOS\b|\bOS\/2\b)/iu, home: /^[A-Za-z]:\\?/u },
  { type: 'dos-virtual', system: /(?:\bWin(?:32|dows)|\bDOS\b|\bOS\/2\b)/iu, home: /^\\/u },
];

/**
 * The type of server that a SYST reply speaks of. Many systems show paths like those of Unix whatever they are; so the home directory (as
 * PWD gives it, null where unknown) has to look the part, and everything else is `default`.
 */
export function suggestServerType(systReply: string, home: string | null): ServerType {
  for (const { type, system, home: shape } of suggestions) {
    if (system.test(systReply) && (home === null ? type !== 'dos-slashes' && type !== 'dos-virtual' : shape.test(home))) return type;
  }
  return 'default';
}
