import { failureData, type FailureData, type FailureParameters } from '../shared/model/failure.ts';
import type { FailureReason } from '../shared/locale/failures.en.ts';
import { describeFailure } from '../shared/locale/describe-failure.ts';

/** The one error class of the main process: a reason from the closed list, what it is about, and the system's own words. */
export class MainFailure extends Error {
  override readonly name = 'MainFailure';
  readonly data: FailureData;

  private constructor(data: FailureData, cause: unknown) {
    super(describeFailure(data).what, { cause });
    this.data = data;
  }

  static of(reason: FailureReason, parameters: FailureParameters = {}, detail: string | null = null, cause?: unknown): MainFailure {
    return new MainFailure(failureData(reason, parameters, detail), cause);
  }
}

/** What anything thrown becomes when it leaves the main process. A programming error keeps its stack in `detail`. */
export function toFailureData(thrown: unknown): FailureData {
  if (thrown instanceof MainFailure) return thrown.data;
  return failureData('unexpected', {}, thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
}

/** The system's error code (`ENOENT`); undefined where there is none. */
export function systemCode(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** A failed read or write of one of Hawser's own files. */
export function localFailure(path: string, thrown: unknown): MainFailure {
  return MainFailure.of(reasonOf(systemCode(thrown)), { path }, thrown instanceof Error ? thrown.message : String(thrown), thrown);
}

function reasonOf(code: string | undefined): FailureReason {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'disk-full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'local-denied';
    case undefined:
    default:
      return 'local-failed';
  }
}
