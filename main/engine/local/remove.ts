import { rmdir, unlink } from 'node:fs/promises';
import { local } from './failures.ts';
import { systemPath } from './system-path.ts';

export function remove(path: string, kind: 'file' | 'directory'): Promise<void> {
  return local(path, () => (kind === 'directory' ? rmdir(systemPath(path)) : unlink(systemPath(path))));
}
