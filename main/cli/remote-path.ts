import type { PathGrammar } from '../../shared/path/grammar.ts';
import { commandSafe } from '../engine/session/command-safe.ts';
import type { Address } from './address.ts';

/** The absolute path that an address names; the home where it names none. */
export function baseDirectory({ path }: Address, home: string, grammar: PathGrammar): string {
  if (path === null) return home;
  return grammar.resolve(path.from === 'home' ? home : '/', path.text);
}

/** The paths that a command works on: those given, seen from the address's path, or that one itself. */
export function targets(base: string, paths: readonly string[], grammar: PathGrammar): readonly string[] {
  return paths.length === 0 ? [base] : paths.map((path) => grammar.resolve(base, commandSafe(path)));
}
