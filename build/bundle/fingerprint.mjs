import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from '../setup/places.mjs';

const folders = ['app', 'main', 'shared', 'renderer', 'build/bundle'];
const files = ['package.json', 'package-lock.json', 'build/bundle.mjs'];

/** Tests change often and are in no bundle. */
const counts = (name) => !/\.test\.tsx?$/.test(name);

async function walk(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(entries.filter((entry) => counts(entry.name)).map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  }));
  return found.flat();
}

/** A hash over name, size and time of every file that can change a bundle; the same value means nothing to do. */
export async function fingerprint() {
  const paths = [...files.map((name) => join(root, name)), ...(await Promise.all(folders.map((name) => walk(join(root, name))))).flat()];
  const rows = await Promise.all(paths.map(async (path) => {
    const { size, mtimeMs } = await stat(path);
    return `${relative(root, path)} ${size} ${mtimeMs}`;
  }));
  return createHash('sha256').update(rows.sort().join('\n')).digest('hex');
}
