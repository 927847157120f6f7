import type { Entry } from '../../../shared/model/entry.ts';
import type { FailureReason } from '../../../shared/locale/failures.en.ts';
import { Failure } from '../session/failure.ts';
import { pathsOf, type FtpConnection } from './connection.ts';
import { isVague } from './failures.ts';
import { fetchListing } from './fetch-listing.ts';
import { stat } from './stat.ts';

type Look = (path: string) => Promise<Entry | null>;

/**
 * Servers refuse with words that say little (`550 Delete operation failed.`). Each function here looks what is there on the server and
 * gives the failure its reason; the server's words stay beside it. A failure that is clear already passes unchanged.
 */
async function explain(ftp: FtpConnection, thrown: unknown, path: string, find: (look: Look) => Promise<FailureReason | null>): Promise<unknown> {
  if (!(thrown instanceof Failure) || !isVague(thrown) || ftp.control.failure !== null) return thrown;
  try {
    const reason = await find((place) => stat(ftp, place, new AbortController().signal));
    return reason === null ? thrown : Failure.of(reason, { host: ftp.host, path }, thrown.data.detail, thrown);
  } catch {
    // What could not be found out leaves the first failure as it is.
    return thrown;
  }
}

/** Something that should have been there could not be used. */
export function explainUse(ftp: FtpConnection, thrown: unknown, path: string): Promise<unknown> {
  return explain(ftp, thrown, path, async (look) => ((await look(path)) === null ? 'no-such-file' : 'permission-denied'));
}

/** Something could not be made at `path`. */
export function explainMaking(ftp: FtpConnection, thrown: unknown, path: string): Promise<unknown> {
  return explain(ftp, thrown, path, async (look) => {
    if ((await look(path)) !== null) return 'already-exists';
    return (await look(pathsOf(ftp).parent(path))) === null ? 'no-such-file' : 'permission-denied';
  });
}

/** A file could not be written. */
export function explainWriting(ftp: FtpConnection, thrown: unknown, path: string): Promise<unknown> {
  return explain(ftp, thrown, path, async (look) => {
    const there = await look(path);
    if (there !== null) return there.kind === 'directory' ? 'already-exists' : 'permission-denied';
    return (await look(pathsOf(ftp).parent(path))) === null ? 'no-such-file' : 'permission-denied';
  });
}

export function explainListing(ftp: FtpConnection, thrown: unknown, path: string): Promise<unknown> {
  if (pathsOf(ftp).isRoot(path)) return Promise.resolve(thrown);
  return explain(ftp, thrown, path, async (look) => {
    const there = await look(path);
    if (there === null) return 'no-such-file';
    return there.kind === 'file' ? 'not-a-directory' : 'permission-denied';
  });
}

export function explainRemovingDirectory(ftp: FtpConnection, thrown: unknown, path: string): Promise<unknown> {
  return explain(ftp, thrown, path, async (look) => {
    const there = await look(path);
    if (there === null) return 'no-such-file';
    if (there.kind !== 'directory') return 'not-a-directory';
    let rows = 0;
    const onEntries = (entries: readonly Entry[]): void => {
      rows += entries.length;
    };
    await fetchListing(ftp, path, { signal: new AbortController().signal, onEntries });
    return rows > 0 ? 'not-empty' : 'permission-denied';
  });
}
