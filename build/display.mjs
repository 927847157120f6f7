import { spawn } from 'node:child_process';
import { SetupError } from './setup/process.mjs';

/** Whether windows can appear where a person sees them. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

const startLimit = 20_000;

/** Starts Xvfb on a display number that it chooses itself, so that several runs never meet. */
function startXvfb() {
  return new Promise((resolve, reject) => {
    const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'];
    const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
    let complaint = '';
    const limit = setTimeout(() => { server.kill('SIGKILL'); reject(new SetupError('Xvfb did not come up within 20 seconds.')); }, startLimit);
    server.stderr?.on('data', (text) => { complaint += text; });
    server.on('error', (error) => reject(new SetupError(`Could not start Xvfb: ${error.message}`)));
    server.on('exit', () => { clearTimeout(limit); reject(new SetupError(`Xvfb ended at once: ${complaint.trim()}`)); });
    server.stdio[3]?.once('data', (number) => { clearTimeout(limit); resolve({ server, display: `:${String(number).trim()}` }); });
  });
}

/**
 * Runs `work` with the environment of a screen that nobody sees, and takes the screen away afterwards.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function onHiddenDisplay(work) {
  if (process.platform !== 'linux') return work({});
  const { server, display } = await startXvfb();
  const stop = () => server.kill();
  process.once('exit', stop);
  try {
    return await work({ DISPLAY: display, WAYLAND_DISPLAY: '' });
  } finally {
    process.off('exit', stop);
    stop();
  }
}
