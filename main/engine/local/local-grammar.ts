import type { GrammarName } from '../../../shared/path/grammar.ts';

/** How this computer writes its paths. */
export const LOCAL_GRAMMAR: GrammarName = process.platform === 'win32' ? 'windows' : 'unix';
