import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprint } from './bundle/fingerprint.mjs';
import { alone } from './bundle/lock.mjs';
import { root } from './setup/places.mjs';
import { say } from './setup/process.mjs';

const out = join(root, 'out');
const staging = join(out, '.staging');
const stamp = join(out, '.bundled');
const upToDate = async (print) => (await readFile(stamp, 'utf8').catch(() => '')) === print;

async function build() {
  // Loaded here, not at the top: an up-to-date tree needs no bundler, and loading it is what takes time.
  const [{ build: bundleOne }, { targets }] = await Promise.all([import('vite'), import('./bundle/targets.mjs')]);
  await rm(staging, { recursive: true, force: true });
  for (const target of targets(staging)) await bundleOne(target);
  // Put in place only when whole: an app that is open, or opened meanwhile, never meets half a bundle.
  for (const name of await readdir(staging)) {
    await rm(join(out, name), { recursive: true, force: true });
    await rename(join(staging, name), join(out, name));
  }
  await rm(staging, { recursive: true });
}

/** Bundles app/ into out/app and out/renderer, if anything has changed since the last time. */
export async function bundle() {
  if (await upToDate(await fingerprint())) return;
  await alone(join(out, '.bundling'), async () => {
    const print = await fingerprint();
    if (await upToDate(print)) return;
    const start = performance.now();
    await build();
    await writeFile(stamp, print);
    say(`Bundled in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  });
}
