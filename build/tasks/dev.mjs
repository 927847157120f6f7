import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hasDisplay } from '../display.mjs';
import { sandboxArgs } from '../electron.mjs';
import { root } from '../setup/places.mjs';
import { say, SetupError } from '../setup/process.mjs';
import { setUp } from '../setup.mjs';

/** One app at a time: `restart` ends the running one and starts the next; `ended` settles when a person closes it. */
function keeper(runtime, args, env) {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  /** @type {(status: number) => void} */
  let end = () => {};
  const ended = new Promise((resolve) => { end = resolve; });
  const open = () => {
    child = spawn(runtime.electron, [...sandboxArgs(), root, ...args], { env, stdio: 'inherit' });
    child.once('exit', (status) => end(status ?? 0));
  };
  return {
    ended,
    restart() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return open();
      say('Restarting…');
      child.removeAllListeners('exit');
      child.once('exit', open);
      child.kill();
    },
    stop: () => child?.kill(),
  };
}

/** Builds a target again on every change; `built` is called after each good build. */
async function watch(build, target, built) {
  const watcher = await build({ ...target, build: { ...target.build, watch: {} } });
  watcher.on('event', (event) => {
    if (event.code === 'BUNDLE_END') built();
    if (event.code === 'ERROR') say(`The change does not build:\n${event.error.message}`);
  });
  return watcher;
}

/**
 * `npm run dev`: the window from a dev server with hot replacement (its address in HAWSER_DEV_URL), the other processes bundled and
 * the app started again on every change. Arguments go to Electron.
 */
export async function run(args) {
  if (!hasDisplay()) throw new SetupError('There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).');
  const runtime = await setUp(['window']);
  const [{ build, createServer }, { renderer, targets }] = await Promise.all([import('vite'), import('../bundle/targets.mjs')]);
  const out = join(root, 'out');
  // What is bundled from here on is for development: the next `npm start` bundles anew.
  await rm(join(out, '.bundled'), { force: true });
  const server = await createServer({ ...renderer(out), server: { host: '127.0.0.1', port: 5199 } });
  await server.listen();
  const url = server.resolvedUrls?.local[0] ?? '';
  say(`Window at ${url}`);
  const app = keeper(runtime, args, { ...runtime.env, HAWSER_DEV_URL: url });
  const watched = targets(out, { dev: true });
  const ready = new Set();
  const watchers = await Promise.all(watched.map((target) => watch(build, target, () => {
    ready.add(target);
    if (ready.size === watched.length) app.restart();
  })));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, app.stop);
  const status = await app.ended;
  await Promise.all([server.close(), ...watchers.map((watcher) => watcher.close())]);
  return status;
}
