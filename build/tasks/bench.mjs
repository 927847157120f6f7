import { bundle } from '../bundle.mjs';
import { onHiddenDisplay } from '../display.mjs';
import { electronAsNode } from '../electron.mjs';
import { setUp } from '../setup.mjs';

/** `npm run bench [-- name…]`: us and others on the same server and data. `HAWSER_ELECTRON` tells it the runtime for rows that open the app. */
export async function run(args) {
  const runtime = await setUp(['window', 'display', 'servers', 'peers']);
  await bundle();
  const env = { HAWSER_ELECTRON: runtime.electron };
  return onHiddenDisplay((display) => electronAsNode(runtime, 'bench/main.ts', args, { ...env, ...display }));
}
