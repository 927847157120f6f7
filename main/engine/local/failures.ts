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
  EILSEQ: 'impossible-name',
};

/** What a failed file system call means to the user. The system's own words go along. */
export function localFailure(thrown: unknown, path: string): Failure {
  if (thrown instanceof Failure) return thrown;
  if (!(thrown instanceof Error)) return Failure.of('local-failed', { path }, String(thrown));
  if (thrown.name === 'AbortError') return Failure.of('cancelled');
  const code = (thrown as NodeJS.ErrnoException).code ?? '';
  const name = grammarOf(LOCAL_GRAMMAR).base(path);
  if (code === 'ENAMETOOLONG') return tooLong(name, path, thrown);
  const reason = reasons[code] ?? 'local-failed';
  return Failure.of(reason, reason === 'impossible-name' ? { name } : { path }, thrown.message, thrown);
}

/** Which of the two it is; a file system may allow less than the system does. */
function tooLong(name: string, path: string, thrown: Error): Failure {
  const [ofName, ofPath] = [Buffer.byteLength(name), Buffer.byteLength(path)];
  return ofPath > 1023 && ofName <= 255
    ? Failure.of('path-too-long', { path, length: ofPath, limit: ofPath - 1 }, thrown.message, thrown)
    : Failure.of('name-too-long', { name: name.slice(0, 300), length: ofName, limit: Math.min(255, ofName - 1) }, thrown.message, thrown);
}

/** Runs a file system call, so that nothing but a Failure comes out of it. */
export async function local<T>(path: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    throw localFailure(thrown, path);
  }
}
