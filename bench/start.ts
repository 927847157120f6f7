import type { Bench } from './bench.ts';
import { race } from './contest.ts';
import { inWindow, usableAt } from './window.ts';

/** `start`: from launching the app to a window that can be used, on a fresh profile. Nobody else does this, so there is no peer. */
export const start: Bench = {
  name: 'start',
  run: (options) => {
    const run = () => inWindow(options, async (page, { launched }) => [(await usableAt(page)) - launched]);
    return race([{ bench: 'start', unit: 'ms' }], { name: 'hawser', run }, [], options);
  },
};
