import { Failure } from '../engine/session/failure.ts';
import type { Answers } from './answers.ts';

/** Why signing in failed, as it matters to the person: a refused question comes first, in words that name the flag or variable that answers it. */
export function explained(problem: unknown, { refusal }: Answers, signal: AbortSignal): unknown {
  if (signal.aborted) return Failure.of('cancelled');
  if (!(problem instanceof Failure) || refusal === null) return problem;
  const { code, detail } = problem.data;
  return code === 'trust' || code === 'cancelled' ? Failure.from({ ...refusal, detail }) : problem;
}
