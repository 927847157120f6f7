import { bundle } from '../bundle.mjs';
import { say, SetupError } from '../setup/process.mjs';
import { setUp } from '../setup.mjs';
import { lint, typecheck } from '../test/checks.mjs';
import { playwright, vitest } from '../test/runners.mjs';
import { check, sum } from '../test/tally.mjs';

/** @typedef {{needs: readonly import('../setup.mjs').Need[], run: (runtime: import('../setup/runtime.mjs').Runtime, filters: readonly string[]) => Promise<import('../test/tally.mjs').Tally>}} Stage */

/** @type {Record<string, Stage>} */
const stages = {
  lint: { needs: [], run: lint },
  types: { needs: [], run: typecheck },
  unit: { needs: ['window', 'keys'], run: (runtime, filters) => vitest(runtime, 'unit', ['unit', 'renderer'], filters) },
  integration: { needs: ['window', 'keys', 'servers'], run: (runtime, filters) => vitest(runtime, 'integration', ['integration'], filters) },
  e2e: { needs: ['window', 'display', 'keyring', 'servers'], run: async (runtime, filters) => {
    await bundle();
    return playwright(runtime, filters);
  } },
};

/**
 * `npm test`: every stage, even after one that failed, and a last line that sums them up.
 * `npm test -- unit|integration|e2e|lint|types [filter…]` runs one stage, or those of its files that match.
 */
export async function run([name, ...filters]) {
  if (name !== undefined && !(name in stages)) throw new SetupError(`There is no test stage "${name}"; there are: ${Object.keys(stages).join(' ')}`);
  const chosen = name === undefined ? Object.entries(stages) : [[name, stages[name]]];
  const runtime = await setUp([...new Set(chosen.flatMap(([, stage]) => stage.needs))]);
  const tallies = [];
  for (const [title, stage] of chosen) {
    say(`\n== ${title}`);
    const start = performance.now();
    const tally = await stage.run(runtime, filters).catch((error) => {
      say(`${title}: ${error.stack}`);
      return check(false);
    });
    say(`== ${title}: ${tally.passed} passed, ${tally.failed} failed in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    tallies.push(tally);
  }
  const { passed, failed } = sum(tallies);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}
