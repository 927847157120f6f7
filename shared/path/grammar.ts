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
