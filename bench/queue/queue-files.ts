import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench, BenchOptions } from '../bench.ts';
import { race, type Racer } from '../contest.ts';
import { fileZillaTransfers } from '../filezilla/home.ts';
import { inFileZilla } from '../filezilla/in-filezilla.ts';
import type { Target } from '../peers/client.ts';
import { lftp } from '../peers/lftp.ts';
import { makeFolder } from '../place.ts';
import { runProgram } from '../run-program.ts';
import { expectFiles } from '../small-files.ts';
import { type Arena, withArena } from '../target.ts';
import { inWindow, usableAt } from '../window.ts';
import { handOn, layDesk } from './window-hand.ts';

const fileSize = 1024;
const patience = 20 * 60_000;
/** Over SFTP all files share one connection; so many are the most that the setting takes. */
const inFlight = 32;

/**
 * `<protocol>-queue`: a folder of many tiny files down through the queue, from the request to the last file in its place. We and FileZilla
 * run already and are signed in, as both are while somebody works with them; lftp is measured as the program that it is.
 */
export function queueFiles(protocol: Target['protocol']): Bench {
  const name = `${protocol}-queue`;
  return {
    name,
    run: (options) =>
      withArena(protocol, options, async (arena) => {
        const count = options.smallFiles * 5;
        await makeFolder(join(arena.served, 'many'), count, fileSize);
        await arena.server.handOver();
        const arrived = join(arena.local, 'many');
        const racer = (program: string, run: () => Promise<number>, once = false): Racer => ({
          name: program,
          once,
          run: async () => {
            const seconds = (await run()) / 1000;
            await expectFiles(arrived, count, fileSize);
            await rm(arrived, { recursive: true });
            return [seconds];
          },
        });
        return race(
          [{ bench: name, unit: 's' }],
          racer('hawser', () => ours(arena, options, count)),
          // Over FTPS it takes minutes for what takes seconds over FTP.
          [racer('lftp', () => throughLftp(arena, arrived), protocol === 'ftps'), racer('filezilla', () => throughFileZilla(arena, options, count))],
          options,
        );
      }),
  };
}

function ours({ target, local, remote }: Arena, options: BenchOptions, count: number): Promise<number> {
  const desk = { target, local, remote: remote || '/', transfers: target.protocol === 'sftp' ? inFlight : fileZillaTransfers };
  return inWindow(
    options,
    async (page) => {
      await usableAt(page);
      const hand = await handOn(page);
      await hand.connect(target.password);
      const start = await hand.send('remote', 'many');
      return (await hand.reaches(['done'], count)) - start;
    },
    { prepare: (userData) => layDesk(userData, desk) },
  );
}

async function throughLftp({ target, remote }: Arena, arrived: string): Promise<number> {
  return (await runProgram(lftp.getFolder!(target, `${remote}/many`, arrived, fileZillaTransfers))).milliseconds;
}

function throughFileZilla({ target, local, remote }: Arena, options: BenchOptions, count: number): Promise<number> {
  return inFileZilla(options, target, { local, remote }, async ({ choose, log }) => {
    await choose('remote', 'd');
    const { first, last } = await log.sees('File transfer successful', count, patience);
    return last - first;
  });
}
