import type { Bench } from './bench.ts';
import { cliStart } from './cli-start.ts';
import { listBench } from './listing.ts';
import { getBench, putBench } from './one-file.ts';
import { placement } from './placement/bench.ts';
import { queue100k } from './queue/queue-100k.ts';
import { queueFiles } from './queue/queue-files.ts';
import { queueProgress } from './queue/queue-progress.ts';
import { queueScroll } from './queue/queue-scroll.ts';
import { sftpJank } from './sftp-jank.ts';
import { sites } from './sites.ts';
import { smallFilesBench } from './small-files.ts';
import { start } from './start.ts';

/** A server on another continent. OpenSSH's client takes minutes for the small files over it, and is left out there. */
const roundTrip = 50;
const farPeers = ['openssh', 'rclone'];

const protocols = ['ftp', 'ftps', 'sftp'] as const;

/** Every bench in the order in which the table shows them. */
export const benches: readonly Bench[] = [
  ...protocols.flatMap((protocol) => [getBench(protocol, 'seconds', `${protocol}-get`), putBench(protocol, `${protocol}-put`)]),
  ...protocols.flatMap((protocol) => [smallFilesBench(protocol, 'down'), smallFilesBench(protocol, 'up')]),
  getBench('sftp', 'seconds', 'sftp-rtt-get', { roundTrip, peers: farPeers }),
  putBench('sftp', 'sftp-rtt-put', { roundTrip, peers: farPeers }),
  smallFilesBench('sftp', 'down', 'sftp-rtt-small', { roundTrip, peers: ['lftp'] }),
  ...protocols.map(listBench),
  ...protocols.map((protocol) => getBench(protocol, 'memory', `${protocol}-memory`)),
  cliStart,
  start,
  sites,
  ...protocols.map(queueFiles),
  queue100k,
  queueProgress,
  queueScroll,
  sftpJank,
];

/** Run only when named: it compares ways to build ourselves. */
export const namedOnly: readonly Bench[] = [placement];
