import { z } from 'zod';
import type { GrammarName } from '../path/grammar.ts';

export const serverTypes = ['default', 'unix', 'vms', 'dos', 'dos-slashes', 'dos-virtual', 'mvs', 'vxworks', 'zvm', 'nonstop', 'cygwin'] as const;
export const serverTypeSchema = z.enum(serverTypes);
/** What kind of system an FTP server runs on: it decides how paths are written and listings are read. `default` leaves it to be found out. */
export type ServerType = z.infer<typeof serverTypeSchema>;

/** The families of listings that LIST gives, in the order in which a line is tried when nothing is known of the server. */
export const dialectNames = [
  'mlsd', 'unix-common', 'netpresenz', 'netware', 'unix', 'dos', 'eplf', 'vms', 'vshell', 'os2', 'vxworks', 'as400', 'nortel', 'nonstop', 'mvs-data-sets',
  'mvs-members', 'zvm', 'sterling', 'os9', 'unix-numeric', 'unix-dateless',
] as const;
/** `mvs-bare-members` takes any short word for a name, so that it stands for MVS alone. */
export type DialectName = (typeof dialectNames)[number] | 'mvs-bare-members';

interface ServerTraits {
  readonly grammar: GrammarName;
  /** Dialects to be tried before all others, which follow in their order. */
  readonly dialects: readonly DialectName[];
}

export const serverTraits: Readonly<Record<ServerType, ServerTraits>> = {
  default: { grammar: 'unix', dialects: [] },
  unix: { grammar: 'unix', dialects: [] },
  vms: { grammar: 'vms', dialects: ['vms'] },
  dos: { grammar: 'windows', dialects: ['dos', 'os2'] },
  'dos-slashes': { grammar: 'dos-slashes', dialects: ['dos', 'os2'] },
  'dos-virtual': { grammar: 'dos-virtual', dialects: ['dos', 'os2'] },
  mvs: { grammar: 'mvs', dialects: ['mvs-data-sets', 'mvs-members', 'mvs-bare-members'] },
  vxworks: { grammar: 'vxworks', dialects: ['vxworks'] },
  zvm: { grammar: 'zvm', dialects: ['zvm'] },
  nonstop: { grammar: 'nonstop', dialects: ['nonstop'] },
  cygwin: { grammar: 'cygwin', dialects: [] },
};

/** Every dialect for this type of server, each once, in the order of trying. */
export function dialectsFor(type: ServerType): readonly DialectName[] {
  return [...new Set([...serverTraits[type].dialects, ...dialectNames])];
}
