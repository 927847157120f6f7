import type { Bench } from './bench.ts';
import { median, rounded } from './contest.ts';
import { inWindow, usableAt } from './window.ts';

/** `start`: from launching the app to a window that can be used, on a fresh profile. Nobody else does this, so there is no peer. */
export const start: Bench = {
  name: 'start',
  run: async (options) => {
    const times: number[] = [];
    for (let round = 0; round < options.rounds; round++) {
      times.push(await inWindow(options, async (page, { launched }) => (await usableAt(page)) - launched));
      options.say(`  start hawser ${times.at(-1)!.toFixed(0)} ms`);
    }
    return [{ bench: 'start', peer: null, ours: rounded(median(times)), theirs: null, ratio: null, rounds: options.rounds, unit: 'ms' }];
  },
};
