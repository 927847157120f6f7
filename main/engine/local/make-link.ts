import { symlink } from 'node:fs/promises';
import { local } from './failures.ts';
import { systemPath } from './system-path.ts';

export function makeLink(target: string, path: string): Promise<void> {
  return local(path, () => symlink(systemPath(target), systemPath(path)));
}
