import { closeSync, constants, fstatSync, open as openCallback, openSync, read as readCallback, readSync } from 'node:fs';
import type { ByteSource } from '../session/bytes.ts';
import { Failure } from '../session/failure.ts';
import { diskIsQuick, timed } from './disk-pace.ts';
import { localFailure } from './failures.ts';
import { systemPath } from './system-path.ts';

export interface FileSource extends ByteSource {
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  /** The permission bits; null where the system has none. */
  readonly mode: number | null;
  /** May be called twice. */
  close(): void;
}

/** Opening a named pipe must not wait for its writer. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a local file to be sent, from `offset` on. Only ordinary files are: a device or a pipe has no end. A file that grows meanwhile is
 * read as far as it was when it was opened, since one that grows for ever would never end.
 */
export async function fileSource(path: string, offset = 0): Promise<FileSource> {
  try {
    return sourceOf(path, offset, await openToRead(path));
  } catch (thrown) {
    throw localFailure(thrown, path);
  }
}

async function openToRead(path: string): Promise<number> {
  if (diskIsQuick()) return timed(() => openSync(systemPath(path), READ));
  return new Promise((resolve, reject) => {
    openCallback(systemPath(path), READ, (problem, descriptor) => (problem ? reject(problem) : resolve(descriptor)));
  });
}

function sourceOf(path: string, offset: number, descriptor: number): FileSource {
  let closed = false;
  let position = offset;
  const close = (): void => {
    if (closed) return;
    closed = true;
    closeSync(descriptor);
  };
  const stats = fstatSync(descriptor);
  if (!stats.isFile()) {
    close();
    throw Failure.of('local-failed', { path }, 'This is not an ordinary file.');
  }
  // Files of the kernel's own say 0 and have contents.
  const end = stats.size === 0 ? Number.POSITIVE_INFINITY : stats.size;
  const advance = (count: number): number => {
    position += count;
    return count;
  };
  return {
    size: Math.max(0, stats.size - offset),
    modified: Math.round(stats.mtimeMs),
    mode: process.platform === 'win32' ? null : stats.mode & 0o777,
    read: (into) => {
      if (closed) return Promise.reject(Failure.of('cancelled'));
      const wanted = Math.min(into.length, end - position);
      if (wanted <= 0) return 0;
      if (diskIsQuick()) {
        try {
          return advance(timed(() => readSync(descriptor, into, 0, wanted, position)));
        } catch (thrown) {
          return Promise.reject(localFailure(thrown, path));
        }
      }
      return new Promise((resolve, reject) => {
        readCallback(descriptor, into, 0, wanted, position, (problem, count) => (problem ? reject(localFailure(problem, path)) : resolve(advance(count))));
      });
    },
    close,
  };
}
