import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder, absolute. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Where set-up keeps what is too big or too foreign for the repository: the Electron runtime and the test servers. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hawser');
