import { realpath, stat } from 'node:fs/promises';
import { local } from './failures.ts';
import { nameFromSystem, systemPath } from './system-path.ts';

export function resolveDirectory(path: string): Promise<string | null> {
  return local(path, async () => {
    const there = await stat(systemPath(path)).catch(nullIfNothing);
    return there?.isDirectory() === true ? nameFromSystem(await realpath(systemPath(path), 'buffer')) : null;
  });
}

/** A link that leads nowhere, or round to itself. */
function nullIfNothing(thrown: unknown): null {
  if (['ENOENT', 'ELOOP', 'ENOTDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) return null;
  throw thrown;
}
