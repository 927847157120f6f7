import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from '../bundle.mjs';
import { hasDisplay, onHiddenDisplay } from '../display.mjs';
import { root } from '../setup/places.mjs';
import { setUp } from '../setup.mjs';

/**
 * `npm run demo`: the app uploads a sample web site to a server of the demo's own. With a display it stays open; without one, or
 * with CI set, it runs where nobody sees it and ends.
 */
export async function run() {
  const visible = hasDisplay() && !['true', '1'].includes(process.env.CI ?? '');
  const runtime = await setUp(visible ? ['window'] : ['window', 'display']);
  await bundle();
  const { play } = await import('../demo/play.mjs');
  const picture = join(root, 'out', 'demo.png');
  await mkdir(join(root, 'out'), { recursive: true });
  if (visible) await play(runtime, { env: {}, stay: true, picture });
  else await onHiddenDisplay((env) => play(runtime, { env, stay: false, picture }));
  return 0;
}
