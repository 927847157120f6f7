import { bundle } from '../bundle.mjs';
import { electronAsNode } from '../electron.mjs';
import { setUp } from '../setup.mjs';

/** `npm run cli -- …`: the command line, in Electron's Node. Its stdout is the program's alone. */
export async function run(args) {
  const runtime = await setUp(['window'], { quiet: true });
  await bundle();
  // npm moves to the repository; paths are meant from where the person stands.
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  return electronAsNode(runtime, 'out/app/cli.js', args);
}
