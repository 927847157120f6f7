import type { GrammarName } from '../../shared/path/grammar.ts';
import { type PlainKey } from '../locale/translate.ts';

/** Why a name cannot be given to a file here; null where it can. `taken` are the names in the folder. */
export function checkName(name: string, grammar: GrammarName, taken: readonly string[]): PlainKey | null {
  if (name.trim() === '') return 'name.empty';
  if (name === '.' || name === '..') return 'name.reserved';
  if (name.includes('/') || (grammar === 'windows' && name.includes('\\'))) return 'name.separator';
  if (/\p{Cc}/u.test(name)) return 'name.control';
  return taken.includes(name) ? 'name.taken' : null;
}
