import { lutimes } from 'node:fs/promises';
import { local } from './failures.ts';
import { systemPath } from './system-path.ts';

export function setTime(path: string, at: number): Promise<void> {
  return local(path, () => lutimes(systemPath(path), at / 1000, at / 1000));
}
