import type { FailureReason } from '../../../shared/locale/failures.en.ts';
import { Failure } from '../session/failure.ts';
import { explainLongName } from '../session/long-name.ts';
import { status } from './wire/codes.ts';

/** What an operation was about, for the user's sentence. */
export interface Subject {
  readonly host: string;
  readonly path: string;
  /** What was asked, as OpenSSH's client calls it. */
  readonly verb: string;
}

/** A status that is not OK (draft-ietf-secsh-filexfer-02 section 7). */
export class SftpStatus extends Error {
  override readonly name = 'SftpStatus';
  readonly code: number;

  constructor(code: number, words: string) {
    super(words);
    this.code = code;
  }
}

const reasonOfStatus: Readonly<Record<number, FailureReason>> = {
  [status.NO_SUCH_FILE]: 'no-such-file',
  [status.NO_SUCH_PATH]: 'no-such-file',
  [status.PERMISSION_DENIED]: 'permission-denied',
  [status.WRITE_PROTECT]: 'permission-denied',
  [status.NO_CONNECTION]: 'connection-lost',
  [status.CONNECTION_LOST]: 'connection-lost',
  [status.OP_UNSUPPORTED]: 'not-supported',
  [status.BAD_MESSAGE]: 'server-refused',
  [status.FILE_ALREADY_EXISTS]: 'already-exists',
  [status.NO_SPACE_ON_FILESYSTEM]: 'server-full',
  [status.QUOTA_EXCEEDED]: 'server-full',
  [status.LOCK_CONFLICT]: 'server-busy',
  [status.DIR_NOT_EMPTY]: 'not-empty',
  [status.NOT_A_DIRECTORY]: 'not-a-directory',
};

/** Servers of version 3 put everything else into FAILURE; some say more in words. */
const reasonOfWords: readonly (readonly [RegExp, FailureReason])[] = [
  [/no space|disk full|quota/iu, 'server-full'],
  [/already exists|file exists/iu, 'already-exists'],
  [/not empty/iu, 'not-empty'],
  [/not a directory/iu, 'not-a-directory'],
  [/permission denied|not permitted|read-only/iu, 'permission-denied'],
  [/no such file/iu, 'no-such-file'],
];

/** The one mapper of SFTP: whatever went wrong in an operation, as a `Failure` with the server's own words. */
export function sftpFailure(problem: unknown, { host, path, verb }: Subject): Failure {
  if (problem instanceof Failure) return problem;
  if (!(problem instanceof SftpStatus)) {
    const words = problem instanceof Error ? problem.message : String(problem);
    return Failure.of('bad-reply', { host }, words, problem);
  }
  const byWords = problem.code === status.FAILURE ? reasonOfWords.find(([pattern]) => pattern.test(problem.message))?.[1] : undefined;
  const reason = byWords ?? reasonOfStatus[problem.code] ?? 'server-refused';
  return explainLongName(Failure.of(reason, { host, path, what: verb }, wordsOf(problem), problem), problem.message);
}

function wordsOf(problem: SftpStatus): string {
  return problem.message === '' ? `status ${problem.code}` : `${problem.message} (status ${problem.code})`;
}
