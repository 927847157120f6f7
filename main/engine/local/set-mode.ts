import { chmod } from 'node:fs/promises';
import { local } from './failures.ts';
import { systemPath } from './system-path.ts';

export function setMode(path: string, mode: number): Promise<void> {
  return local(path, () => chmod(systemPath(path), mode & 0o7777));
}
