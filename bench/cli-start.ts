import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { type Contestant, hold } from './contest.ts';

const cli = fileURLToPath(new URL('../out/app/cli.js', import.meta.url));

/** `cli-start`: what starting the command line costs by itself, within each of the other rows. Each program prints its help or version. */
export const cliStart: Bench = {
  name: 'cli-start',
  run: (options) => {
    const ours: Contestant = { name: 'hawser', invocation: { program: options.electron, args: [cli, '--help'], env: { ELECTRON_RUN_AS_NODE: '1' } } };
    const peers: readonly Contestant[] = [
      { name: 'curl', invocation: { program: 'curl', args: ['--version'] } },
      { name: 'lftp', invocation: { program: 'lftp', args: ['--version'] } },
      { name: 'rclone', invocation: { program: 'rclone', args: ['version'] } },
    ];
    return hold({ bench: 'cli-start', ours, peers, measure: 'milliseconds' }, options);
  },
};
