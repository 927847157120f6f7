import type { FailureCode } from './failure-code.ts';
import type { FailureReason } from '../locale/failures.en.ts';
import { failureReasons } from '../locale/failures.en.ts';

export type FailureParameters = Readonly<Record<string, string | number>>;

/** A failure as it travels between processes. */
export interface FailureData {
  readonly code: FailureCode;
  readonly reason: FailureReason;
  /** What the sentence names: a host, a path, a limit. Never a secret. */
  readonly parameters: FailureParameters;
  /** The server's or the system's own words. */
  readonly detail: string | null;
}

export function failureData(reason: FailureReason, parameters: FailureParameters = {}, detail: string | null = null): FailureData {
  return { code: failureReasons[reason].code, reason, parameters, detail };
}
