import type { Bench } from './bench.ts';
import { cliStart } from './cli-start.ts';
import { listBench } from './listing.ts';
import { getBench, putBench } from './one-file.ts';
import { placement } from './placement/bench.ts';
import { sites } from './sites.ts';
import { smallFilesBench } from './small-files.ts';
import { start } from './start.ts';

const protocols = ['ftp', 'ftps', 'sftp'] as const;

/** Every bench in the order in which the table shows them. */
export const benches: readonly Bench[] = [
  ...protocols.flatMap((protocol) => [getBench(protocol, 'seconds', `${protocol}-get`), putBench(protocol)]),
  ...protocols.flatMap((protocol) => [smallFilesBench(protocol, 'down'), smallFilesBench(protocol, 'up')]),
  ...protocols.map(listBench),
  ...protocols.map((protocol) => getBench(protocol, 'memory', `${protocol}-memory`)),
  cliStart,
  start,
  sites,
];

/** Run only when named: it compares ways to build ourselves. */
export const namedOnly: readonly Bench[] = [placement];
