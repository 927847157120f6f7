import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { scratchPerTest } from '../../e2e/fixtures/scratch.ts';
import { seededRandom } from '../../e2e/fixtures/seeded-random.ts';
import { openSites } from './sites-file.ts';

const scratch = scratchPerTest('killed');

const TIMES = 100;

/** Puts site after site without end, and says the number of each once it is safe. Begins when it is told to, so that it is not killed while Node starts. */
const script = `
  const [, bundle, folder] = process.argv;
  const { openSites } = await import(bundle);
  process.stdout.write('ready\\n');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  const file = await openSites(folder);
  const first = file.value().nodes.length;
  if (file.setAside !== null) throw new Error('set aside');
  for (let number = first; ; number++) {
    const profile = { protocol: 'sftp', host: 'h' + number, port: 22, logon: { type: 'agent', user: 'u' }, dataMode: 'default' };
    const site = { id: 's' + number, parent: null, name: 'site ' + number, profile, remoteDirectory: '', localDirectory: '', synchronizedBrowsing: false, colour: 'none', comment: '', bookmarks: [] };
    await file.change({ kind: 'put', nodes: [site], before: null });
    process.stdout.write(number + '\\n');
  }`;

/** One file of all that saving takes: a hundred processes start by it sooner than by all its parts. Gives its URL. */
async function bundled(into: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: { ssr: fileURLToPath(new URL('sites-file.ts', import.meta.url)), outDir: into, rolldownOptions: { output: { entryFileNames: 'sites-file.mjs' } } },
  });
  return pathToFileURL(join(into, 'sites-file.mjs')).href;
}

interface Saving {
  /** Lets it save until it is killed so many milliseconds later; gives the number of sites that are safe, of which there were `before`. */
  killedAfter(milliseconds: number, before: number): Promise<number>;
}

/** Starts a process that is ready to save. */
async function ready(bundle: string, folder: string): Promise<Saving> {
  const saving = spawn(process.execPath, ['--input-type=module', '-e', script, bundle, folder], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  saving.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(saving.stdout, 'data');
  return {
    killedAfter: async (milliseconds, before) => {
      saving.stdin.write('go');
      await once(saving.stdout, 'data');
      const until = performance.now() + milliseconds;
      while (performance.now() < until) await new Promise(setImmediate);
      saving.kill('SIGKILL');
      expect((await once(saving, 'close'))[1]).toBe('SIGKILL');
      const last = said.trim().split('\n').at(-1) ?? 'ready';
      return last === 'ready' ? before : Number(last) + 1;
    },
  };
}

it(`loses no site that was saved, killed ${TIMES} times while it saves`, { timeout: 120_000 }, async () => {
  const random = seededRandom(7);
  const bundle = await bundled(scratch.at('bundle'));
  const next = [ready(bundle, scratch.path), ready(bundle, scratch.path)];
  let count = 0;
  for (let round = 0; round < TIMES; round++) {
    const saving = await next.shift();
    if (round < TIMES - 2) next.push(ready(bundle, scratch.path));
    const safe = (await saving?.killedAfter(random.below(20), count)) ?? 0;
    const file = await openSites(scratch.path);
    expect(file.setAside).toBeNull();
    count = file.value().nodes.length;
    // What was on its way when the process died is there as a whole, or not at all.
    expect(count - safe).toBeGreaterThanOrEqual(0);
    expect(count - safe).toBeLessThanOrEqual(1);
    expect(file.value().nodes.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, number) => `s${number}`));
  }
  // Otherwise none of them was killed while it saved.
  expect(count).toBeGreaterThan(TIMES);
});
