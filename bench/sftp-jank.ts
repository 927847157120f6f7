import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCAL_SESSION, sessionIdSchema } from '../shared/model/ids.ts';
import { profileSchema } from '../shared/model/profile.ts';
import { createQueue } from '../main/engine/queue/queue.ts';
import { createBatches } from '../main/engine/queue/store/batches.ts';
import { openDatabase } from '../main/engine/queue/store/database.ts';
import type { Bench, BenchOptions } from './bench.ts';
import { median, rounded } from './contest.ts';
import { connect, type PageView } from './devtools.ts';
import { makeFile } from './place.ts';
import { type Arena, withArena } from './target.ts';
import { inWindow, type RunningApp, usableAt } from './window.ts';

/** Between two looks at main's clock, in milliseconds. */
const BEAT = 4;
/** How often it is looked whether the file is there, and how long at most, in milliseconds. */
const LOOK = 50;
/** What starting the app takes is no part of it: so long after its window can be used, in milliseconds. */
const REST = 500;
const PATIENCE = 120_000;

/** Notes how late main's timer comes, and each frame of the page. */
const watchMain = `globalThis.hawserBeats = []; { let due = performance.now() + ${BEAT}; void setInterval(() => { const now = performance.now(); globalThis.hawserBeats.push(Math.max(0, now - due)); due = now + ${BEAT}; }, ${BEAT}); }`;
const watchPage = `globalThis.hawserFrames = []; { let last = performance.now(); const frame = (now) => { globalThis.hawserFrames.push(now - last); last = now; requestAnimationFrame(frame); }; requestAnimationFrame(frame); }`;

/** A fresh profile whose queue has the one download, and goes on with it by itself. */
async function prepare(userData: string, { target, remote }: Arena, local: string, size: number): Promise<void> {
  const session = sessionIdSchema.parse('server');
  const { host, port, user, keyFile } = target;
  const profile = profileSchema.parse({ protocol: 'sftp', host, port, logon: { type: 'key-file', user, keyFile } });
  const account = (of: string) => ({ session: of === LOCAL_SESSION ? LOCAL_SESSION : session, label: of, profile: of === LOCAL_SESSION ? null : profile, site: null });
  const database = openDatabase(join(userData, 'queue.sqlite'));
  const batches = createBatches(database, (known) => known.session);
  const queue = createQueue({ database, batches, followed: false, now: () => 0 });
  batches.ensure({ id: 1, direction: 'download', from: session, to: LOCAL_SESSION, lane: session, chosen: local }, account);
  queue.add([{
    parent: null, batch: 1, kind: 'file', direction: 'download', from: { session, path: `${remote}/large` }, to: { session: LOCAL_SESSION, path: join(local, 'large') },
    chosen: local, server: session, lane: session, source: null, size, depth: 0,
  }]);
  database.close();
  await writeFile(join(userData, 'settings.json'), JSON.stringify({ version: 1, continueQueue: true }));
}

const isThere = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);

async function ended(path: string, deadline = performance.now() + PATIENCE): Promise<void> {
  while (!(await isThere(path))) {
    if (performance.now() > deadline) throw new Error('The download did not end.');
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}

async function watch(options: BenchOptions, arena: Arena): Promise<{ readonly main: number; readonly page: number }> {
  const local = join(arena.local, 'jank');
  await rm(local, { recursive: true, force: true });
  await mkdir(local);
  const use = async (page: PageView, { inspector }: RunningApp) => {
    const main = await connect(inspector!);
    await main.evaluate(watchMain);
    await usableAt(page);
    await new Promise((resolve) => setTimeout(resolve, REST));
    if (await isThere(join(local, 'large'))) throw new Error('The download ended before it could be watched; a larger --size is needed.');
    await page.evaluate(watchPage);
    await main.evaluate('void globalThis.hawserBeats.splice(0)');
    await ended(join(local, 'large'));
    const [beats, frames] = [await main.evaluate('globalThis.hawserBeats'), await page.evaluate('globalThis.hawserFrames')] as readonly number[][];
    main.close();
    return { main: p99(beats!), page: p99(frames!) };
  };
  return inWindow(options, use, { prepare: (userData) => prepare(userData, arena, local, options.size), inspected: true, env: { HOME: arena.target.home } });
}

const p99 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * 0.99)] ?? 0;

/**
 * `sftp-jank`: while the app gets the large file over SFTP, how late main's timers come and how long the window's frames are, each as 99 of
 * 100 are not longer. Nobody else is measured.
 */
export const sftpJank: Bench = {
  name: 'sftp-jank',
  run: (options) =>
    withArena('sftp', options, async (arena) => {
      await makeFile(join(arena.served, 'large'), options.size);
      await mkdir(join(arena.target.home, '.ssh'), { recursive: true });
      await writeFile(join(arena.target.home, '.ssh', 'known_hosts'), arena.knownHosts);
      const seen: { readonly main: number; readonly page: number }[] = [];
      for (let round = 0; round < options.rounds; round++) {
        seen.push(await watch(options, arena));
        options.say(`  sftp-jank main late by ${seen.at(-1)!.main.toFixed(1)} ms, frames of ${seen.at(-1)!.page.toFixed(1)} ms, 99 of 100 within`);
      }
      const row = (bench: string, values: readonly number[]) => ({ bench, peer: null, ours: rounded(median(values)), theirs: null, ratio: null, rounds: options.rounds, unit: 'ms' as const });
      return [row('sftp-jank-main', seen.map(({ main }) => main)), row('sftp-jank-window', seen.map(({ page }) => page))];
    }),
};
