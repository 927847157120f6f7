import { grammarOf, type GrammarName } from '../../../shared/path/grammar.ts';
import { partNameOf } from '../local/part-name.ts';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import type { CarryOptions } from './carry-options.ts';
import { retryOf } from './retry.ts';

export interface Placement {
  /** The temporary file, whole. */
  readonly beside: string;
  readonly target: string;
  readonly host: string;
}

/** A temporary name beside the target on a server. Null where the system's names are too unlike others to make one up. */
export function besideOf(target: string, { grammar: name }: { readonly grammar: GrammarName }): string | null {
  const grammar = grammarOf(name);
  if (!['unix', 'windows', 'dos-slashes', 'dos-virtual', 'cygwin'].includes(name)) return null;
  return grammar.join(grammar.parent(target), partNameOf(grammar.base(target)));
}

/**
 * Gives an upload that is whole its name, in one step where the server can replace a file so; else what is there goes first. Fails with
 * `not-in-place` where the server lets it have the name in neither way.
 */
export async function placeUpload(session: Session, { beside, target, host }: Placement, { signal, onNote }: Pick<CarryOptions, 'signal' | 'onNote'>): Promise<void> {
  try {
    await (session.replace === undefined ? session.rename(beside, target) : session.replace(beside, target));
    return;
  } catch (thrown) {
    if (isBroken(thrown)) throw thrown;
  }
  try {
    if ((await session.stat(target, signal)) !== null) {
      await session.remove(target, 'file');
      onNote('replaced-in-two-steps');
    }
    await session.rename(beside, target);
  } catch (thrown) {
    if (isBroken(thrown)) throw thrown;
    throw Failure.of('not-in-place', { path: target, part: beside, host }, thrown instanceof Failure ? (thrown.data.detail ?? thrown.message) : undefined, thrown);
  }
}

function isBroken(thrown: unknown): boolean {
  return !(thrown instanceof Failure) || thrown.data.code === 'cancelled' || retryOf(thrown.data) !== 'never';
}
