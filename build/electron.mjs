import { join } from 'node:path';
import { root } from './setup/places.mjs';
import { follow } from './setup/process.mjs';

/**
 * Chromium refuses to run its sandbox as root on Linux. Development and tests in a container are root; a package never gets this.
 * @returns {readonly string[]}
 */
export const sandboxArgs = () => (process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/**
 * Runs a script in Electron's own Node: its TLS is BoringSSL and its Node is newer than the machine's, as for the user.
 * @param {import('./setup/runtime.mjs').Runtime} runtime
 * @param {string} script  path relative to the repository
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function electronAsNode(runtime, script, args, env = {}) {
  return follow(runtime.electron, [join(root, script), ...args], { env: { ...runtime.env, ...env, ELECTRON_RUN_AS_NODE: '1' } });
}

/**
 * Opens the bundled app and waits until it is closed.
 * @param {import('./setup/runtime.mjs').Runtime} runtime
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function openApp(runtime, args, env = {}) {
  return follow(runtime.electron, [...sandboxArgs(), root, ...args], { env: { ...runtime.env, ...env } });
}
