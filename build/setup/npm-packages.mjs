import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';
import { follow, npm, onStderr, say, SetupError } from './process.mjs';

const stampFile = join(root, 'node_modules', '.hawser-lock');

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** True where what npm noted down in node_modules is what the lock file asks for, package by package. */
function matches(lockText) {
  const noted = read(join(root, 'node_modules', '.package-lock.json'));
  if (noted === undefined) return false;
  const wanted = JSON.parse(lockText).packages;
  const present = JSON.parse(noted).packages;
  const strays = Object.keys(present).some((path) => wanted[path]?.version !== present[path].version);
  const gaps = Object.keys(wanted).some((path) => path !== '' && !wanted[path].optional && !present[path]);
  return !strays && !gaps;
}

/**
 * Installs the npm packages when node_modules is not what package-lock.json asks for. Install scripts stay off: nothing here
 * needs one, and the Electron runtime has its own step.
 */
export async function ensureNpmPackages() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const sha = createHash('sha256').update(lock).digest('hex');
  if (read(stampFile) === sha) return;
  if (!matches(lock)) {
    say('Installing npm packages…');
    const [command, args] = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error']);
    const status = await follow(command, args, { cwd: root, stdio: onStderr });
    if (status !== 0) throw new SetupError(`npm ci failed with status ${status}; its own words are above.`);
  }
  writeFileSync(stampFile, sha);
}
