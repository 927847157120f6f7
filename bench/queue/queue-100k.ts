import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Bench, BenchOptions } from '../bench.ts';
import { race } from '../contest.ts';
import { inFileZilla } from '../filezilla/in-filezilla.ts';
import { makeFolder } from '../place.ts';
import { heldMemory, processorTime } from '../processes.ts';
import { type Arena, withArena } from '../target.ts';
import { inWindow, usableAt } from '../window.ts';
import { handOn, layDesk } from './window-hand.ts';

/** Files in each folder of the tree. */
const PER_FOLDER = 1000;
/** A program that took no processor time for so long has done what it was asked for. */
const IDLE_MS = 1000;
/** Our queue commits what came in so often (main/engine/queue/store/database.ts). */
const COMMIT_SECONDS = 0.1;

/**
 * `queue-100k`: a local tree of 100,000 files into the queue, in folders of 1,000, from the request to the queue that shows them all, and
 * what the program holds in memory then. FileZilla says nowhere when it is done, so that it counts as done when it took processor time last.
 */
export const queue100k: Bench = {
  name: 'queue-100k',
  run: (options) =>
    withArena('ftp', options, async (arena) => {
      const count = options.listEntries * 2;
      const local = join(arena.local, 'shown');
      await mkdir(local);
      for (let first = 0; first < count; first += PER_FOLDER) await makeFolder(join(local, 'tree', `folder-${first / PER_FOLDER}`), Math.min(PER_FOLDER, count - first), 1);
      return race(
        [{ bench: 'queue-100k', unit: 's' }, { bench: 'queue-100k-kept', unit: 's' }, { bench: 'queue-100k-memory', unit: 'MB' }, { bench: 'queue-100k-resident', unit: 'MB' }],
        { name: 'hawser', run: () => ours(arena, options, local, count) },
        [{ name: 'filezilla', run: () => throughFileZilla(arena, options, local, count) }],
        options,
      );
    }),
};

/** Transfers run meanwhile, since ours begin with the first files that are found. */
function ours({ target, remote }: Arena, options: BenchOptions, local: string, count: number): Promise<readonly number[]> {
  return inWindow(
    options,
    async (page, { pid }) => {
      await usableAt(page);
      const hand = await handOn(page);
      await hand.connect(target.password);
      const start = await hand.send('local', 'tree');
      const seconds = ((await hand.reaches(['queued', 'done'], count)) - start) / 1000;
      return [seconds, seconds + COMMIT_SECONDS, ...megabytes(pid)];
    },
    { prepare: (userData) => layDesk(userData, { target, local, remote: remote || '/', transfers: 2 }) },
  );
}

function throughFileZilla({ target, remote }: Arena, options: BenchOptions, local: string, count: number): Promise<readonly number[]> {
  return inFileZilla(options, target, { local, remote }, async ({ choose, quit, pid, home }) => {
    await choose('local', 'a');
    const start = performance.now();
    const seconds = ((await idleSince(pid)) - start) / 1000;
    const held = megabytes(pid);
    const left = performance.now();
    await quit();
    const kept = seconds + (performance.now() - left) / 1000;
    const queue = new DatabaseSync(join(home, '.config', 'filezilla', 'queue.sqlite3'), { readOnly: true });
    const rows = queue.prepare('SELECT count(*) AS rows FROM files').get()?.['rows'];
    queue.close();
    if (rows !== count) throw new Error(`FileZilla has ${String(rows)} files in its queue and not ${count}.`);
    return [seconds, kept, ...held];
  });
}

/** Since when a process that works takes no processor time any more, by `performance.now`. */
async function idleSince(pid: number): Promise<number> {
  let [time, at] = [processorTime(pid), performance.now()];
  while (performance.now() - at < IDLE_MS) {
    await new Promise((resolve) => { setTimeout(resolve, 10); });
    const next = processorTime(pid);
    if (next !== time) [time, at] = [next, performance.now()];
  }
  return at;
}

function megabytes(pid: number): readonly number[] {
  const { proportional, resident } = heldMemory(pid);
  return [proportional / 1e6, resident / 1e6];
}
