import type { FailureData } from '../model/failure.ts';
import { failureReasons } from './failures.en.ts';
import { fill } from './fill.ts';

export interface FailureWords {
  /** What happened and why, one sentence. */
  readonly what: string;
  /** What to do next, one sentence. */
  readonly next: string;
}

/** The user's words for a failure; the server's own stand in `failure.detail`. */
export function describeFailure(failure: FailureData): FailureWords {
  const { what, next } = failureReasons[failure.reason];
  return { what: fill(what, failure.parameters), next: fill(next, failure.parameters) };
}
