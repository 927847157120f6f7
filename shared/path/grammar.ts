import { cygwinPaths } from './cygwin.ts';
import { dosVirtualPaths } from './dos-virtual.ts';
import { dosSlashPaths, windowsPaths } from './drive-letters.ts';
import { mvsPaths } from './mvs.ts';
import { nonStopPaths } from './nonstop.ts';
import type { GrammarName, PathGrammar } from './path-grammar.ts';
import { unixPaths } from './unix.ts';
import { vmsPaths } from './vms.ts';
import { vxWorksPaths } from './vxworks.ts';
import { zvmPaths } from './zvm.ts';

export type { GrammarName, PathGrammar } from './path-grammar.ts';

const grammars: Readonly<Record<GrammarName, PathGrammar>> = {
  unix: unixPaths,
  windows: windowsPaths,
  'dos-slashes': dosSlashPaths,
  'dos-virtual': dosVirtualPaths,
  vms: vmsPaths,
  mvs: mvsPaths,
  nonstop: nonStopPaths,
  vxworks: vxWorksPaths,
  zvm: zvmPaths,
  cygwin: cygwinPaths,
};

export function grammarOf(name: GrammarName): PathGrammar {
  return grammars[name];
}

/** Grammars in which the path of whatever is in a directory is its name behind what is the same for all. */
const appending: ReadonlySet<GrammarName> = new Set(['unix', 'windows', 'dos-slashes', 'dos-virtual', 'vxworks', 'cygwin']);

/** What stands before any name in the path of whatever is in a directory; null in grammars in which that hangs on the name. */
export function standsBefore(name: GrammarName, directory: string): string | null {
  return appending.has(name) ? grammars[name].join(directory, '') : null;
}
