import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, BenchOptions } from '../bench.ts';
import { race, type Racer } from '../contest.ts';
import { connect, type PageView } from '../devtools.ts';
import { makeFile } from '../place.ts';
import { windowTime } from '../processes.ts';
import { type Arena, withArena } from '../target.ts';
import { inWindow, usableAt } from '../window.ts';
import { handOn, layDesk } from './window-hand.ts';

const LOOK_MS = 5;
/** More runs than of others, since a difference of some hundredths is looked for. */
const TIMES = 3;
/** So many times the large file are long enough to see what goes on and on, after the press and all that it brings. */
const LONG = 4;
const SETTLED_MS = 500;
const SAMPLE_MS = 50;
const patience = 3 * 60_000;

/** Takes the window away and leaves all else running, as on macOS. */
const closeWindow = `setTimeout(() => {
  const { app, BrowserWindow } = process.getBuiltinModule('module').createRequire(process.execPath)('electron');
  app.removeAllListeners('window-all-closed');
  app.on('window-all-closed', () => {});
  for (const window of BrowserWindow.getAllWindows()) window.destroy();
}, 0), undefined`;

/**
 * `queue-progress`: one large file down through the app with its window open, its bar and rate moving, and with the window closed right after the request.
 * `queue-progress-share`: what the window takes of the machine's processors while a longer file is under way.
 */
export const queueProgress: Bench = {
  name: 'queue-progress',
  run: (options) =>
    withArena('ftp', options, async (arena) => {
      await makeFile(join(arena.served, 'large'), options.size);
      await makeFile(join(arena.served, 'long'), options.size * LONG);
      await arena.server.handOver();
      const racer = (name: string, closed: boolean): Racer => ({ name, run: async () => [await seconds(arena, options, closed)] });
      return [
        ...(await race([{ bench: 'queue-progress', unit: 's' }], racer('hawser', false), [racer('window closed', true)], { ...options, rounds: options.rounds * TIMES })),
        ...(await race([{ bench: 'queue-progress-share', unit: '%' }], { name: 'hawser', run: async () => [await share(arena, options)] }, [], options)),
      ];
    }),
};

/** From the press to the file in its place. */
function seconds(arena: Arena, options: BenchOptions, closed: boolean): Promise<number> {
  return download(arena, options, 'large', async ({ start, main, arrived }) => {
    if (closed) await main.evaluate(closeWindow);
    while (!arrived()) await sleep(LOOK_MS);
    return (performance.timeOrigin + performance.now() - start) / 1000;
  });
}

/** Per cent of all processors, between the first moments and the last. */
function share(arena: Arena, options: BenchOptions): Promise<number> {
  return download(arena, options, 'long', async ({ pid, arrived }) => {
    await sleep(SETTLED_MS);
    const first = { busy: windowTime(pid), at: performance.now() };
    let last = first;
    for (let next = first; !arrived(); next = { busy: windowTime(pid), at: performance.now() }) {
      last = next;
      await sleep(SAMPLE_MS);
    }
    if (last === first) throw new Error('The file came too fast to see what the window takes.');
    return ((last.busy - first.busy) / (last.at - first.at) / availableParallelism()) * 100;
  });
}

interface UnderWay {
  readonly pid: number;
  /** The inspector of the main process. */
  readonly main: PageView;
  /** Of the press, by the machine's clock. */
  readonly start: number;
  /** Whether the file is in its place. Throws when it has been too long. */
  arrived(): boolean;
}

/** Downloads a file through the window and looks at it from the moment at which its row is shown. */
function download<T>({ target, local, remote }: Arena, options: BenchOptions, name: string, watch: (download: UnderWay) => Promise<T>): Promise<T> {
  const path = join(local, name);
  return inWindow(
    options,
    async (page, { pid, inspector }) => {
      const main = await connect(inspector!);
      await usableAt(page);
      const hand = await handOn(page);
      await hand.connect(target.password);
      const start = await hand.send('remote', name);
      // What the window has asked for has arrived once it shows it.
      await hand.reaches(['queued', 'done'], 1);
      const deadline = performance.now() + patience;
      const arrived = (): boolean => {
        if (performance.now() > deadline) throw new Error(`${path} never came.`);
        return existsSync(path);
      };
      const result = await watch({ pid, main, start, arrived });
      main.close();
      await rm(path);
      return result;
    },
    { inspected: true, prepare: (userData) => layDesk(userData, { target, local, remote: remote || '/', transfers: 2 }) },
  );
}
