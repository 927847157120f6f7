import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/places.mjs';
import { follow, say } from '../setup/process.mjs';
import { check, sum } from './tally.mjs';

/** One per environment, so that code that reaches for what its process does not have fails to compile. */
const projects = ['shared', 'main/engine', 'main', 'app', 'renderer', 'e2e', 'build'];

/** Whether the tool is content. */
const passes = async (path, args) => (await follow(process.execPath, [join(root, path), ...args], { cwd: root })) === 0;

/** Lints the whole repository; one check. @returns {Promise<import('./tally.mjs').Tally>} */
export async function lint() {
  return check(await passes('node_modules/oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']));
}

/** Compiles every project without output; one check each. @returns {Promise<import('./tally.mjs').Tally>} */
export async function typecheck() {
  const tallies = [];
  for (const project of projects) {
    const config = join(root, project, 'tsconfig.json');
    const good = existsSync(config) && (await passes('node_modules/typescript/bin/tsc', ['-p', config]));
    say(`types of ${project}: ${good ? 'good' : 'FAILED'}`);
    tallies.push(check(good));
  }
  return sum(tallies);
}
