import { setUp } from '../setup.mjs';
import { typecheck } from '../test/checks.mjs';
import { failedIn } from '../test/tally.mjs';

/** `npm run typecheck` */
export async function run() {
  await setUp([], { quiet: true });
  return failedIn(await typecheck()) === 0 ? 0 : 1;
}
