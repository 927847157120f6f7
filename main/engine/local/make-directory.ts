import { mkdir } from 'node:fs/promises';
import { local } from './failures.ts';
import { systemPath } from './system-path.ts';

export async function makeDirectory(path: string): Promise<void> {
  await local(path, () => mkdir(systemPath(path)));
}
