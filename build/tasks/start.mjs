import { bundle } from '../bundle.mjs';
import { hasDisplay } from '../display.mjs';
import { openApp } from '../electron.mjs';
import { SetupError } from '../setup/process.mjs';
import { setUp } from '../setup.mjs';

/** `npm start`: bundles what has changed and opens the app. */
export async function run(args) {
  if (!hasDisplay()) throw new SetupError('There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). `npm run demo` and `npm test` run without one.');
  const runtime = await setUp(['window']);
  await bundle();
  return openApp(runtime, args);
}
