import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Checks that `folder` holds every file with its very bytes.
 * @param {string} folder
 * @param {ReadonlyMap<string, Buffer>} files
 * @returns {Promise<number>} how many bytes were compared
 */
export async function holdsAll(folder, files) {
  let bytes = 0;
  for (const [path, data] of files) {
    const arrived = await readFile(join(folder, path)).catch(() => undefined);
    if (!arrived) throw new Error(`${path} has not arrived on the server.`);
    if (!arrived.equals(data)) throw new Error(`${path} arrived with other bytes: ${arrived.length} instead of ${data.length}.`);
    bytes += data.length;
  }
  return bytes;
}
