import { stat } from 'node:fs/promises';
import { isAbsolute, normalize } from 'node:path';
import { shell } from 'electron';
import { localFailure, MainFailure, systemCode } from './failure.ts';

/**
 * Shows a local file or folder in the system's file manager. Takes absolute paths that exist; on Windows not those of other machines
 * (`\\host\share`), since merely looking at one signs in there.
 */
export async function revealPath(path: string): Promise<void> {
  if (path.includes('\0') || !isAbsolute(path) || /^[\\/]{2}/u.test(path)) throw MainFailure.of('local-missing', { path });
  try {
    await stat(path);
  } catch (thrown) {
    throw systemCode(thrown) === 'ENOENT' ? MainFailure.of('local-missing', { path }) : localFailure(path, thrown);
  }
  shell.showItemInFolder(normalize(path));
}
