import { join } from 'node:path';
import { bundle } from '../bundle.mjs';
import { root } from '../setup/places.mjs';
import { follow, say } from '../setup/process.mjs';
import { setUp } from '../setup.mjs';

/** `npm run dist`: the app and its installers in dist/, as electron-builder.yml says. Further arguments go to electron-builder. */
export async function run(args) {
  const runtime = await setUp(['window']);
  await bundle();
  if (runtime.source !== 'official download') say('This is not the official Electron: try what comes out, do not publish it.');
  const env = { ...runtime.env };
  if (process.platform === 'linux') env.CUSTOM_FPM_PATH = join(root, 'build/pack/fpm-deb.mjs');
  return follow(process.execPath, [
    join(root, 'node_modules/electron-builder/cli.js'), '--publish', 'never', `-c.electronDist=${runtime.distPath}`, ...args,
  ], { cwd: root, env });
}
