import { access, rename } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { systemCode } from '../failure.ts';

/**
 * Moves a file that cannot be used out of the way, to `name.<mark>-<time>.json` beside it, where nothing ever overwrites it. Gives
 * back that name, without its folder. Rejects with the system's error when the file cannot be moved.
 */
export async function setAside(path: string, mark: string, at: Date): Promise<string> {
  const { name, ext } = parse(basename(path, '.bak'));
  const time = at.toISOString().replaceAll(/[:.]/gu, '-');
  for (let attempt = 0; ; attempt++) {
    const keptAs = `${name}.${mark}-${time}${attempt === 0 ? '' : `-${attempt}`}${ext}`;
    const target = join(dirname(path), keptAs);
    if (await exists(target)) continue;
    await rename(path, target);
    return keptAs;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return false;
    throw thrown;
  }
}
