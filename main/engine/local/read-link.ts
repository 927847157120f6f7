import { readlink } from 'node:fs/promises';
import { local } from './failures.ts';
import { nameFromSystem, systemPath } from './system-path.ts';

export function readLink(path: string): Promise<string> {
  return local(path, async () => nameFromSystem(await readlink(systemPath(path), { encoding: 'buffer' })));
}
