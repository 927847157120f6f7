import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { conflictActions } from '../../shared/model/transfer-rules.ts';
import { compareTrees } from '../fixtures/compare-trees.ts';
import { startFaultProxy } from '../fixtures/fault-proxy.ts';
import { makeOddFiles } from '../fixtures/odd-files.ts';
import { seededRandom } from '../fixtures/seeded-random.ts';
import { startServer, type ServerKind } from '../fixtures/start-server.ts';
import type { Errand } from './errand.ts';
import { makeMetFiles } from './met-files.ts';
import { runInTrouble, type Troubled } from './trouble.ts';

/** Faults come and the user interferes in this many of the first milliseconds of a round; then it may finish in peace. */
const TROUBLE_MS = 20_000;
/** How long the engine may take to clear away what is left on servers. */
const TIDY_MS = 15_000;
/** In the names of files of its own, which Pure-FTPd leaves behind where a line breaks. */
const OF_PURE_FTPD = '.pureftpd-upload.';
const oddTree = { files: 250, bigFile: 50_000_000 };

export interface RoundResult extends Pick<Troubled, 'faults' | 'acts'> {
  /** What was drawn, in words. */
  readonly plan: string;
  readonly files: number;
  readonly bytes: number;
  /** Files that were done while there was trouble. */
  readonly early: number;
  /** What is not as it should be; empty when all that was to come is there byte for byte, and nothing else. */
  readonly wrong: readonly string[];
}

/**
 * Sends trees up and down and from one server to another, past files that are there already, while lines break, the engine is killed and its user
 * interferes, and compares every byte of what then lies at the targets with what must lie there.
 */
export async function soakRound(kinds: readonly [ServerKind, ServerKind], seed: number): Promise<RoundResult> {
  const random = seededRandom(seed);
  const one = <T>(all: readonly T[]): T => all[random.below(all.length)]!;
  const scratch = await mkdtemp(join(tmpdir(), 'hawser-soak-'));
  const ends: (() => Promise<unknown>)[] = [() => rm(scratch, { recursive: true, force: true })];
  const open = async (kind: ServerKind) => {
    const server = await startServer(kind, { configuration: exchanging(kind) });
    ends.push(server.stop);
    const proxy = await startFaultProxy(server, server.protocol === 'ftp' ? { dataFaults: {} } : {});
    ends.push(proxy.stop);
    const transfers = { temporaryName: one([true, false]), connections: one([null, 1, 3]) };
    return { server, proxy, transfers, path: (name: string) => `${server.homePath === '/' ? '' : server.homePath}/${name}` };
  };
  try {
    const [near, far] = [await open(kinds[0]), await open(kinds[1])];
    const rules = { upload: one(conflictActions), download: one(conflictActions), copy: one(conflictActions.filter((rule) => rule !== 'resume')) };
    const [here, there, beyond] = [join(scratch, 'here'), near.server.root, far.server.root];
    const [target, expected] = [join(scratch, 'target'), join(scratch, 'expected')];
    for (const folder of [here, target, expected]) await mkdir(folder);
    const made = [
      await makeOddFiles(await fresh(join(here, 'up')), { seed, server: kinds[0], ...oddTree }),
      await makeOddFiles(await fresh(join(there, 'down')), { seed: seed + 1, server: kinds[0], ...oddTree }),
      await makeMetFiles({ source: join(here, 'met-up'), target: join(there, 'met-up'), expected: join(expected, 'met-up'), rule: rules.upload }, random),
      await makeMetFiles({ source: join(there, 'met-down'), target: join(target, 'met-down'), expected: join(expected, 'met-down'), rule: rules.download }, random),
      await makeMetFiles({ source: join(there, 'met-copy'), target: join(beyond, 'met-copy'), expected: join(expected, 'met-copy'), rule: rules.copy }, random),
    ];
    for (const { server } of [near, far]) await server.handOver();
    const errand: Errand = {
      seed,
      servers: [near, far].map(({ server, proxy, transfers }) => ({ profile: { protocol: server.protocol, host: proxy.host, port: proxy.port, logon: { type: 'password', user: server.user }, transfers }, secret: server.password })),
      queue: join(scratch, 'queue.sqlite'),
      settings: { transfers: 6, retries: 99, retryDelaySeconds: 0, existsUpload: rules.upload, existsDownload: rules.download, existsCopy: rules.copy, verify: one([true, false]) },
      requests: [
        ...['up', 'met-up'].map((name) => ({ from: { on: 'here', path: join(here, name) }, to: { on: 0, path: near.server.homePath } } as const)),
        ...['down', 'met-down'].map((name) => ({ from: { on: 0, path: near.path(name) }, to: { on: 'here', path: target } } as const)),
        { from: { on: 0, path: near.path('met-copy') }, to: { on: 1, path: far.server.homePath } },
      ],
      restlessUntil: Date.now() + TROUBLE_MS,
    };
    const trees = [[join(here, 'up'), join(there, 'up')], [join(there, 'down'), join(target, 'down')], ...([['met-up', there], ['met-down', target], ['met-copy', beyond]] as const).map(([name, folder]) => [join(expected, name), join(folder, name)])];
    const differences = async () => (await Promise.all(trees.map(async ([wanted, found]) => (await compareTrees(wanted!, found!)).differences.map((difference) => `${found}: ${difference}`)))).flat()
      .filter((difference) => !difference.includes(OF_PURE_FTPD));
    /** What was broken off may have left something on a server whose line broke, which goes as soon as it can be reached. */
    const tidy = async (): Promise<void> => {
      for (const end = Date.now() + TIDY_MS; Date.now() < end && (await differences()).some((each) => each.includes('hawser-part')); await delay(100));
    };
    const { report, faults, acts } = await runInTrouble(errand, [near.proxy, far.proxy], random, tidy);
    const wrong = [...report.wrong, ...(await differences())];
    // What the queue says of files that it may have taken for others.
    if (wrong.length > 0) wrong.push(...Object.entries(report.outcomes).filter(([path]) => wrong.some((each) => each.includes(`"${basename(path)}"`))).map(([path, outcome]) => `${path}: ${outcome}`));
    const names = (on: typeof near) => (on.transfers.temporaryName ? ' by temporary names' : '');
    const plan = `${kinds[0]}${names(near)}, up ${rules.upload}, down ${rules.download}, to ${kinds[1]}${names(far)} ${rules.copy} (${report.direct} directly, ${report.through} through here)`;
    return { plan, files: made.reduce((sum, { files }) => sum + files, 0), bytes: made.reduce((sum, { bytes }) => sum + bytes, 0), early: report.early, faults, acts, wrong };
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

async function fresh(folder: string): Promise<string> {
  await mkdir(folder);
  return folder;
}

/** What lets a server exchange data with another server. */
function exchanging(kind: ServerKind): readonly string[] {
  if (kind.startsWith('pure-ftpd')) return ['AllowUserFXP yes'];
  if (kind.startsWith('proftpd') && kind !== 'proftpd-sftp') return ['AllowForeignAddress on'];
  return kind.startsWith('vsftpd') ? ['port_promiscuous=YES', 'pasv_promiscuous=YES'] : [];
}
