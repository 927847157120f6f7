import { realpathSync } from 'node:fs';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { isWithin } from '../../../shared/path/is-within.ts';
import { Failure } from '../session/failure.ts';
import { LOCAL_GRAMMAR } from './local-grammar.ts';
import { nameFromSystem, systemPath } from './system-path.ts';

const grammar = grammarOf(LOCAL_GRAMMAR);

/**
 * Makes sure that what has just been made at `path` really lies in the chosen folder, whatever links there are on the way at this moment.
 * Fails with `unsafe-name`. Blocking, so that nothing of this process comes between the two.
 */
export function assertWithin(chosen: string, path: string): void {
  if (!isWithin(grammar, realDirectory(grammar.parent(path)), realDirectory(chosen))) throw Failure.of('unsafe-name', { name: grammar.base(path) });
}

/** Makes sure that a link at `path` with this text leads to nothing outside the chosen folder. Fails with `link-leads-out`. */
export function assertLeadsWithin(chosen: string, path: string, text: string): void {
  const leads = grammar.resolve(realDirectory(grammar.parent(path)), text);
  if (!isWithin(grammar, leads, realDirectory(chosen))) throw Failure.of('link-leads-out', { path });
}

function realDirectory(path: string): string {
  return nameFromSystem(realpathSync.native(systemPath(path), { encoding: 'buffer' }));
}
