import { setUp } from '../setup.mjs';
import { lint } from '../test/checks.mjs';
import { failedIn } from '../test/tally.mjs';

/** `npm run lint` */
export async function run() {
  await setUp([], { quiet: true });
  return failedIn(await lint()) === 0 ? 0 : 1;
}
