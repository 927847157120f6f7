import { lstat, rename as move } from 'node:fs/promises';
import { Failure } from '../session/failure.ts';
import { local } from './failures.ts';
import { systemPath } from './system-path.ts';

/**
 * Renames or moves within one file system. The system would silently replace a file at `to`; that is refused with `local-exists`, except
 * where both are one file (a change of case on a disk that ignores case).
 */
export function rename(from: string, to: string): Promise<void> {
  return local(from, async () => {
    const source = await lstat(systemPath(from));
    const there = await lstat(systemPath(to)).catch(() => null);
    if (there !== null && !(there.ino === source.ino && there.dev === source.dev)) throw Failure.of('local-exists', { path: to });
    await move(systemPath(from), systemPath(to));
  });
}
