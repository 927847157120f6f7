import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { systemCode } from '../failure.ts';

/**
 * Replaces a file's whole content so that, whenever the process or the machine stops, the path holds either the old or the new
 * content. The temporary file stands beside it, readable by this user alone. Rejects with the system's error; the old content is
 * then still in place. Two writes of one path must not overlap.
 */
export async function writeAtomically(path: string, content: string): Promise<void> {
  const temporary = `${path}.tmp`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(content, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await renameOver(temporary, path);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
  await syncDirectory(dirname(path));
}

/** On Windows a virus scanner that has the target open makes the rename fail for a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (thrown) {
      const passing = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(thrown) ?? '');
      if (!passing || attempt >= 8) throw thrown;
      await wait(10 * 2 ** attempt);
    }
  }
}

/** Makes the rename itself last through a power cut. Windows cannot open directories and needs no such call. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
