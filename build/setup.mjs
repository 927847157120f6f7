import { pathToFileURL } from 'node:url';
import { ensureDebianPackages, onPath } from './setup/debian-packages.mjs';
import { ensureNpmPackages } from './setup/npm-packages.mjs';
import { SetupError, say } from './setup/process.mjs';
import { ensureRuntime } from './setup/runtime.mjs';
import { ensureServers } from './setup/servers.mjs';

/** What a command can ask for. npm packages and the runtime are always made sure of. */
/** @typedef {'window' | 'display' | 'keyring' | 'keys' | 'servers' | 'peers'} Need */

/** One after the other: apt holds a lock. @param {readonly Need[]} needs */
async function ensureSystem(needs) {
  const groups = needs.filter((need) => need !== 'servers');
  if (groups.length > 0) await ensureDebianPackages(groups);
  if (needs.includes('display') && process.platform === 'linux' && !onPath('Xvfb')) {
    throw new SetupError('Xvfb is missing: it gives the window a screen that nobody sees.');
  }
  if (needs.includes('servers')) await ensureServers();
}

/**
 * Makes sure of everything that a command needs, installing only what is missing. Runs on plain Node >= 20.19 with no package.
 * @param {readonly Need[]} needs
 * @param {{quiet?: boolean}} [options]  quiet leaves out the line that names the runtime
 * @returns {Promise<import('./setup/runtime.mjs').Runtime>}
 */
export async function setUp(needs, { quiet = false } = {}) {
  const [first, second] = await Promise.allSettled([ensureNpmPackages().then(ensureRuntime), ensureSystem(needs)]);
  const reasons = [first, second].flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const bug = reasons.find((reason) => !(reason instanceof SetupError));
  if (bug) throw bug;
  if (first.status === 'rejected' || second.status === 'rejected') throw new SetupError(reasons.map((reason) => reason.message).join('\n'));
  const runtime = first.value;
  if (!quiet) say(`Electron ${runtime.version} (${runtime.source})`);
  return runtime;
}

// `node build/setup.mjs` alone: everything that the tests need.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await setUp(['window', 'display', 'keyring', 'keys', 'servers']);
  } catch (error) {
    say(error instanceof SetupError ? error.message : String(error instanceof Error ? error.stack : error));
    process.exitCode = 1;
  }
}
