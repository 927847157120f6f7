import { failureData, type FailureData, type FailureParameters } from '../../../shared/model/failure.ts';
import type { FailureReason } from '../../../shared/locale/failures.en.ts';
import { describeFailure } from '../../../shared/locale/describe-failure.ts';

/** The one error class of the engine: a reason from the closed list, what it is about, and the server's own words. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly data: FailureData;

  private constructor(data: FailureData, cause: unknown) {
    super(describeFailure(data).what, { cause });
    this.data = data;
  }

  /** `detail` is what the server or the system said, verbatim and without secrets. */
  static of(reason: FailureReason, parameters: FailureParameters = {}, detail: string | null = null, cause?: unknown): Failure {
    return new Failure(failureData(reason, parameters, detail), cause);
  }

  static from(data: FailureData): Failure {
    return new Failure(data, undefined);
  }
}

/** What anything thrown becomes when it leaves the engine. A programming error keeps its stack in `detail`. */
export function toFailureData(thrown: unknown): FailureData {
  if (thrown instanceof Failure) return thrown.data;
  if (thrown instanceof Error && thrown.name === 'AbortError') return failureData('cancelled');
  return failureData('unexpected', {}, thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
}

/** Throws `cancelled` when the signal has fired. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw Failure.of('cancelled');
}
