import type { FailureReason } from '../../../shared/locale/failures.en.ts';
import { Failure } from '../session/failure.ts';
import { explainLongName } from '../session/long-name.ts';

/** A command that ended with another status than 0, or a message of scp's. */
export class CommandProblem extends Error {
  override readonly name = 'CommandProblem';
  /** Null where the server told none. */
  readonly status: number | null;

  constructor(words: string, status: number | null) {
    super(words);
    this.status = status;
  }
}

/** What the C library says, in the locale C. */
const reasonOfWords: readonly (readonly [RegExp, FailureReason])[] = [
  [/no space|quota/iu, 'server-full'],
  [/file exists/iu, 'already-exists'],
  [/not empty/iu, 'not-empty'],
  [/not a directory/iu, 'not-a-directory'],
  [/permission denied|not permitted|read-only/iu, 'permission-denied'],
  [/no such file|cannot find|nonexistent/iu, 'no-such-file'],
];

/** The one mapper of SCP: whatever went wrong in an operation, as a `Failure` with the server's own words. */
export function scpFailure(problem: unknown, host: string, path: string): Failure {
  if (problem instanceof Failure) return problem;
  if (!(problem instanceof CommandProblem)) return Failure.of('unexpected', {}, problem instanceof Error ? (problem.stack ?? problem.message) : String(problem), problem);
  const words = problem.message.trim().slice(0, 1000);
  if (problem.status === 127 || /command not found|not found$/iu.test(words)) return Failure.of('not-supported', { host, what: 'SCP' }, words, problem);
  const reason = reasonOfWords.find(([pattern]) => pattern.test(words))?.[1] ?? 'server-refused';
  return explainLongName(Failure.of(reason, { host, path }, words === '' ? `status ${problem.status ?? 'unknown'}` : words, problem), words);
}
