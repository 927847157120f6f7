import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import type { CarryRules } from './carry-rules.ts';

/** Sessions whose server has refused to be told times, or modes. */
const refused = { setTime: new WeakSet<Session>(), setMode: new WeakSet<Session>() };

/** Gives a file on a server the time and the mode of its source, as far as the server can. One that cannot is no failure: the bytes are there. */
export async function keepFacts(session: Session, path: string, source: { readonly modified: number | null; readonly mode: number | null }, rules: CarryRules): Promise<void> {
  const { modified, mode } = source;
  if (rules.keepModes && mode !== null) await tell(session, 'setMode', () => session.setMode?.(path, mode & 0o777));
  // Last, since another change might count as one of the file's contents.
  if (rules.keepTimes && modified !== null) await tell(session, 'setTime', () => session.setTime?.(path, modified));
}

async function tell(session: Session, ability: 'setTime' | 'setMode', how: () => Promise<void> | undefined): Promise<void> {
  if (!session.abilities.includes(ability) || refused[ability].has(session)) return;
  try {
    await how();
  } catch (thrown) {
    // The log has the server's words. One that does not know the command is not asked with each file anew.
    if (thrown instanceof Failure && thrown.data.code === 'unsupported') refused[ability].add(session);
  }
}
