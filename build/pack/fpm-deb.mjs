#!/usr/bin/env node
// What electron-builder asks of fpm for a Debian package, done with dpkg-deb: fpm itself is in neither Debian nor npm.
import { execFile } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { controlFile } from './debian-control.mjs';
import { parseFpm } from './fpm-arguments.mjs';

const run = promisify(execFile);

/** Copies `source` to the place it has in the package; a source ending in a slash means what is in the folder. */
async function place({ source, target }, tree) {
  const destination = join(tree, target);
  await mkdir(dirname(destination), { recursive: true });
  await (source.endsWith('/') ? cp(source, destination, { recursive: true, verbatimSymlinks: true }) : copyFile(source, destination));
}

/** Sets the modes that Debian wants whatever the builder's umask, and gives the size of it all in KiB. */
async function settle(path) {
  const entries = await readdir(path, { withFileTypes: true });
  let size = 4;
  for (const entry of entries.filter((one) => !one.isSymbolicLink())) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) {
      await chmod(child, 0o755);
      size += await settle(child);
    } else {
      const { mode, size: bytes } = await stat(child);
      await chmod(child, mode & 0o100 ? 0o755 : 0o644);
      size += Math.ceil(bytes / 1024);
    }
  }
  return size;
}

const wanted = parseFpm(process.argv.slice(2));
const work = await mkdtemp(join(tmpdir(), 'hawser-deb-'));
try {
  const tree = join(work, basename(wanted.package, extname(wanted.package)));
  await mkdir(tree);
  for (const mapping of wanted.mappings) await place(mapping, tree);
  const size = await settle(tree);
  await mkdir(join(tree, 'DEBIAN'));
  await writeFile(join(tree, 'DEBIAN', 'control'), controlFile(wanted, size));
  await copyFile(wanted.afterInstall, join(tree, 'DEBIAN', 'postinst'));
  await copyFile(wanted.afterRemove, join(tree, 'DEBIAN', 'postrm'));
  for (const script of ['postinst', 'postrm']) await chmod(join(tree, 'DEBIAN', script), 0o755);
  await chmod(tree, 0o755);
  await run('dpkg-deb', [`-Z${wanted.compression}`, '--root-owner-group', '--build', tree, wanted.package]);
} finally {
  await rm(work, { recursive: true, force: true });
}
