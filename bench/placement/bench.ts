import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Profile } from '../../shared/model/profile.ts';
import type { Bench, BenchOptions, Row } from '../bench.ts';
import { median, rounded } from '../contest.ts';
import { makeFile } from '../place.ts';
import { runProgram } from '../run-program.ts';
import { type Arena, withArena } from '../target.ts';
import { type Job, type JobResult, jobVariable, resultMark } from './job.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Where the engine's socket work can run. The first is what the app does. */
const places = [
  { name: 'worker in utilityProcess', asNode: false, entry: 'in-worker.ts' },
  { name: 'utilityProcess’s own loop', asNode: false, entry: 'in-utility.ts' },
  { name: 'run-as-node main thread', asNode: true, entry: 'transfer.ts' },
] as const;

/** `placement`: the same download by the same code in each place where the engine could run it; only the bytes are timed. */
export const placement: Bench = {
  name: 'placement',
  run: async (options) => {
    const rows: Row[] = [];
    for (const protocol of ['ftp', 'ftps', 'sftp'] as const) {
      rows.push(...(await withArena(protocol, options, (arena) => compare(arena, options))));
    }
    return rows;
  },
};

async function compare({ target, served, remote, local }: Arena, options: BenchOptions): Promise<readonly Row[]> {
  await makeFile(join(served, 'large'), options.size);
  const protocols: Readonly<Record<typeof target.protocol, Profile['protocol']>> = { ftp: 'ftp', ftps: 'ftps-explicit', sftp: 'sftp' };
  const job: Job = {
    profile: {
      protocol: protocols[target.protocol],
      host: target.host,
      port: target.port,
      logon: target.protocol === 'sftp' ? { type: 'key-file', user: target.user, keyFile: target.keyFile } : { type: 'password', user: target.user },
      dataMode: 'passive',
    },
    secret: target.protocol === 'sftp' ? null : target.password,
    hostKey: target.hostKeyFingerprint,
    certificate: target.certificateFingerprint,
    remote: `${remote}/large`,
    local: join(local, 'large'),
  };
  const times = places.map((): number[] => []);
  for (let round = 0; round < options.rounds; round++) {
    for (let turn = 0; turn < places.length; turn++) {
      const index = (round + turn) % places.length;
      const place = places[index]!;
      await rm(job.local, { force: true });
      const { milliseconds, cpuMilliseconds } = await runJob(place, job, options);
      times[index]!.push(milliseconds / 1000);
      const { size } = await stat(job.local);
      if (size !== options.size) throw new Error(`${place.name}: ${size} bytes arrived and not ${options.size}.`);
      options.say(`  ${target.protocol} ${place.name} ${(milliseconds / 1000).toFixed(3)} s, ${(cpuMilliseconds / 1000).toFixed(3)} s of processor time`);
    }
  }
  await rm(job.local);
  const ours = median(times[0]!);
  return places.slice(1).map(({ name }, index) => {
    const theirs = median(times[index + 1]!);
    const bench = `placement-${target.protocol}-get`;
    return { bench, peer: name, ours: rounded(ours), theirs: rounded(theirs), ratio: rounded(ours / theirs), rounds: options.rounds, unit: 's' };
  });
}

async function runJob({ asNode, entry }: (typeof places)[number], job: Job, { electron }: BenchOptions): Promise<JobResult> {
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { stdout } = await runProgram({
    program: electron,
    args: asNode ? [here(entry)] : [...sandbox, here('main.ts'), entry],
    env: { [jobVariable]: JSON.stringify(job), ELECTRON_RUN_AS_NODE: asNode ? '1' : undefined },
  });
  const result = stdout.split('\n').find((line) => line.startsWith(resultMark))?.slice(resultMark.length);
  if (result === undefined) throw new Error(`No result came:\n${stdout}`);
  return JSON.parse(result) as JobResult;
}
