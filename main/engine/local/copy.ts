import { copyFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { throwIfCancelled } from '../session/failure.ts';
import { local } from './failures.ts';
import { systemPath } from './system-path.ts';

/** Copies one file, by reference where the file system can. Fails with `local-exists`. */
export function copy(from: string, to: string, signal: AbortSignal): Promise<void> {
  return local(from, async () => {
    throwIfCancelled(signal);
    await copyFile(systemPath(from), systemPath(to), constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  });
}
