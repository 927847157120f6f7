import { electronAsNode } from '../electron.mjs';
import { setUp } from '../setup.mjs';

/** `npm run soak [-- --minutes 10 --seed n --from round]`: the queue against every pair of servers and every fault, compared byte for byte. */
export async function run(args) {
  const runtime = await setUp(['window', 'servers']);
  return electronAsNode(runtime, 'e2e/soak/main.ts', args);
}
