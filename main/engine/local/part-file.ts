import { closeSync, constants, fchmodSync, fdatasync, fstatSync, ftruncateSync, futimesSync, lstatSync, openSync, renameSync, type Stats, unlinkSync, writeSync, write as writeCallback } from 'node:fs';
import { lstat, rename, truncate, unlink, utimes } from 'node:fs/promises';
import type { Entry } from '../../../shared/model/entry.ts';
import { Failure } from '../session/failure.ts';
import { diskIsQuick, timed } from './disk-pace.ts';
import { entryOf } from './entry-of.ts';
import { systemPath } from './system-path.ts';

/** Never follows a link that lies in wait at the temporary name, and never writes into a file that is there (absent on Windows: 0). */
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** Creates the temporary file. What an earlier attempt of the same transfer has left there is replaced. */
export function createPart(part: string): number {
  return timed(() => {
    try {
      return openSync(systemPath(part), CREATE, 0o666);
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
      unlinkSync(systemPath(part));
      return openSync(systemPath(part), CREATE, 0o666);
    }
  });
}

const CONTINUE = constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);

/** Opens what is there already as the temporary file, which it becomes where it lies elsewhere, and cuts it to what shall be kept of it. */
export function reopenPart(part: string, kept: number, at: string): number {
  return timed(() => {
    if (at !== part) renameSync(systemPath(at), systemPath(part));
    const descriptor = openSync(systemPath(part), CONTINUE);
    try {
      if (!fstatSync(descriptor).isFile()) throw Failure.of('local-failed', { path: part }, 'This is not an ordinary file.');
      ftruncateSync(descriptor, kept);
      return descriptor;
    } catch (thrown) {
      closeSync(descriptor);
      throw thrown;
    }
  });
}

/** Bytes in the temporary file; 0 where there is none that can be continued. */
export async function partSize(part: string): Promise<number> {
  return (await ownFile(part))?.bytes ?? 0;
}

/** Removes a temporary file that nobody continues; one that is gone already is no failure. */
export async function removePart(part: string): Promise<void> {
  await unlink(systemPath(part)).catch(() => {});
}

/** A file of the user's own: its bytes, and its time in milliseconds since the epoch. */
export interface OwnFile {
  readonly bytes: number;
  readonly modified: number;
}

/** How the file at this path is; null where there is none that can be continued. */
export async function ownFile(path: string): Promise<OwnFile | null> {
  const stats = await lstat(systemPath(path)).catch(() => null);
  return stats?.isFile() === true ? { bytes: stats.size, modified: stats.mtimeMs } : null;
}

/** Puts back in its place, as it was, what was made the temporary file, unless something has come there meanwhile. */
export async function giveBack(part: string, target: string, own: OwnFile | null): Promise<void> {
  if ((await partSize(part)) === 0) return;
  const [from, to] = [systemPath(part), systemPath(target)];
  try {
    if (own !== null) {
      await truncate(from, own.bytes);
      await utimes(from, own.modified / 1000, own.modified / 1000);
    }
    // In one go, since a rename replaces what comes between the look and it.
    timed(() => {
      if (lstatSync(to, { throwIfNoEntry: false }) === undefined) renameSync(from, to);
    });
  } catch {
    // It stays beside its place, where a later attempt finds it.
  }
}

/** Writes all of the bytes, blocking. */
export function writeAll(descriptor: number, bytes: Uint8Array, position: number): void {
  timed(() => {
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
  });
}

/** Writes all of the bytes on the thread pool. */
export async function writeAllLater(descriptor: number, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    done += await new Promise<number>((resolve, reject) => {
      writeCallback(descriptor, bytes, done, bytes.length - done, position + done, (problem, count) => (problem ? reject(problem) : resolve(count)));
    });
  }
}

/** From this size on a file is on the disk before it has its name. A disk takes some hundredths of a second for that, whatever the size: for small ones more than they need to come. */
const SYNC_FROM = 8 * 1024 * 1024;
/** What file systems say that cannot do it. */
const CANNOT_SYNC: ReadonlySet<string | undefined> = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP']);

/** Has what was written reach the disk, so that no loss of power leaves a name without its bytes; on the thread pool. Disks that refuse late, of a network above all, refuse here. */
function syncPart(descriptor: number): Promise<void> {
  return new Promise((resolve, reject) => {
    fdatasync(descriptor, (problem) => (problem === null || CANNOT_SYNC.has(problem.code) ? resolve() : reject(problem)));
  });
}

/** What a file is placed with. */
interface Placing {
  /** Its size. */
  readonly bytes: number;
  readonly modified: number | null;
  readonly mode: number | null;
  readonly kept?: boolean;
  /** Whether what lies at the target may go; whatever does unless given. */
  readonly mayReplace?: ((there: Entry) => boolean) | undefined;
}

/**
 * Closes the temporary file, with its time set (milliseconds since the epoch), and puts it in place of the target. The mode of a replaced file is kept where none is given. When any of it
 * fails, the target is as it was, and the temporary file gone unless it is `kept`, since it may hold what was the user's. Fails with
 * `target-changed` where something lies there that it may not replace.
 */
export async function placePart(descriptor: number, part: string, target: string, facts: Placing): Promise<void> {
  const [from, to] = [systemPath(part), systemPath(target)];
  let open = true;
  const finish = (there: Stats | undefined): void => {
    const before = modeToKeep(there, target);
    if (there !== undefined && facts.mayReplace?.(entryOf('', there)) === false) throw Failure.of('target-changed', { path: target });
    const mode = process.platform === 'win32' ? null : (facts.mode ?? before);
    if (mode !== null) fchmodSync(descriptor, mode);
    if (facts.modified !== null) futimesSync(descriptor, facts.modified / 1000, facts.modified / 1000);
    open = false;
    closeSync(descriptor);
  };
  try {
    if (facts.bytes >= SYNC_FROM) await syncPart(descriptor);
    if (diskIsQuick()) {
      timed(() => {
        finish(lstatSync(to, { throwIfNoEntry: false }));
        renameSync(from, to);
      });
    } else {
      finish(await lstat(to).catch(() => undefined));
      await rename(from, to);
    }
  } catch (thrown) {
    if (open) closeSync(descriptor);
    if (facts.kept !== true) await removePart(part);
    throw thrown;
  }
}

/** A rename would fail over a directory with words that no user understands; and a replaced file must not become readable to others. */
function modeToKeep(there: Stats | undefined, target: string): number | null {
  if (there === undefined) return null;
  if (there.isDirectory()) throw Failure.of('local-exists', { path: target });
  return there.isFile() ? there.mode & 0o777 : null;
}

/** Closes the temporary file and leaves it for a later attempt. */
export function keepPart(descriptor: number): void {
  timed(() => closeSync(descriptor));
}

/** Closes and removes the temporary file; one that is gone already is no failure. */
export async function dropPart(descriptor: number, part: string): Promise<void> {
  timed(() => closeSync(descriptor));
  await unlink(systemPath(part)).catch(() => {});
}
