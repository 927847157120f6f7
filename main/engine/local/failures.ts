import type { FailureReason } from '../../../shared/locale/failures.en.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { Failure } from '../session/failure.ts';
import { LOCAL_GRAMMAR } from './local-grammar.ts';

const reasons: Readonly<Record<string, FailureReason>> = {
  ENOENT: 'local-missing',
  EACCES: 'local-denied',
  EPERM: 'local-denied',
  EROFS: 'local-denied',
  EEXIST: 'local-exists',
  ENOTEMPTY: 'not-empty',
  ENOTDIR: 'not-a-directory',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  ENAMETOOLONG: 'impossible-name',
  EILSEQ: 'impossible-name',
};

/** What a failed file system call means to the user. The system's own words go along. */
export function localFailure(thrown: unknown, path: string): Failure {
  if (thrown instanceof Failure) return thrown;
  if (!(thrown instanceof Error)) return Failure.of('local-failed', { path }, String(thrown));
  if (thrown.name === 'AbortError') return Failure.of('cancelled');
  const reason = reasons[(thrown as NodeJS.ErrnoException).code ?? ''] ?? 'local-failed';
  const name = grammarOf(LOCAL_GRAMMAR).base(path);
  return Failure.of(reason, reason === 'impossible-name' ? { name } : { path }, thrown.message, thrown);
}

/** Runs a file system call, so that nothing but a Failure comes out of it. */
export async function local<T>(path: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    throw localFailure(thrown, path);
  }
}
