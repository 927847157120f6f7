import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench, BenchOptions } from '../bench.ts';
import { race, type Racer } from '../contest.ts';
import { connect } from '../devtools.ts';
import { makeFile } from '../place.ts';
import { type Arena, withArena } from '../target.ts';
import { inWindow, usableAt } from '../window.ts';
import { handOn, layDesk } from './window-hand.ts';

const LOOK_MS = 5;
/** More runs than of others, since a difference of some hundredths is looked for. */
const TIMES = 3;
const patience = 3 * 60_000;

/** Takes the window away and leaves all else running, as on macOS. */
const closeWindow = `setTimeout(() => {
  const { app, BrowserWindow } = process.getBuiltinModule('module').createRequire(process.execPath)('electron');
  app.removeAllListeners('window-all-closed');
  app.on('window-all-closed', () => {});
  for (const window of BrowserWindow.getAllWindows()) window.destroy();
}, 0), undefined`;

/** `queue-progress`: one large file down through the app with its window open, its bar and rate moving, and with the window closed right after the request. */
export const queueProgress: Bench = {
  name: 'queue-progress',
  run: (options) =>
    withArena('ftp', options, async (arena) => {
      await makeFile(join(arena.served, 'large'), options.size);
      await arena.server.handOver();
      const racer = (name: string, closed: boolean): Racer => ({ name, run: async () => [await download(arena, options, closed)] });
      return race([{ bench: 'queue-progress', unit: 's' }], racer('hawser', false), [racer('window closed', true)], { ...options, rounds: options.rounds * TIMES });
    }),
};

function download({ target, local, remote }: Arena, options: BenchOptions, closed: boolean): Promise<number> {
  const arrived = join(local, 'large');
  return inWindow(
    options,
    async (page, { inspector }) => {
      const main = await connect(inspector!);
      await usableAt(page);
      const hand = await handOn(page);
      await hand.connect(target.password);
      const start = await hand.send('remote', 'large');
      // What the window has asked for has arrived once it shows it.
      await hand.reaches(['queued', 'done'], 1);
      if (closed) await main.evaluate(closeWindow);
      for (const deadline = performance.now() + patience; !existsSync(arrived); ) {
        if (performance.now() > deadline) throw new Error(`${arrived} never came.`);
        await new Promise((resolve) => { setTimeout(resolve, LOOK_MS); });
      }
      const seconds = (performance.timeOrigin + performance.now() - start) / 1000;
      main.close();
      await rm(arrived);
      return seconds;
    },
    { inspected: true, prepare: (userData) => layDesk(userData, { target, local, remote: remote || '/', transfers: 2 }) },
  );
}
