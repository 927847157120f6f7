import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { type Contestant, hold } from './contest.ts';
import { able, type LongLine } from './one-file.ts';
import type { FileClient, Target } from './peers/client.ts';
import { hawser } from './peers/hawser.ts';
import { makeFolder } from './place.ts';
import { withArena } from './target.ts';

const fileSize = 4096;
const connections = 8;

/** `<protocol>-small-down` and `<protocol>-small-up`: a folder of many small files, with equal numbers of connections. */
export function smallFilesBench(protocol: Target['protocol'], direction: 'down' | 'up', name = `${protocol}-small-${direction}`, line?: LongLine): Bench {
  const verb = direction === 'down' ? 'getFolder' : 'putFolder';
  return {
    name,
    run: (options) =>
      withArena(protocol, options, async ({ served, remote, local, target, server }) => {
        const [from, into] = direction === 'down' ? [served, local] : [local, served];
        await makeFolder(join(from, 'many'), options.smallFiles, fileSize);
        await server.handOver();
        const contestant = (client: FileClient): Contestant => {
          const copy = `many-${client.name}`;
          const arrived = join(into, copy);
          return {
            name: client.name,
            invocation:
              direction === 'down'
                ? client.getFolder!(target, `${remote}/many`, arrived, connections)
                : client.putFolder!(target, join(local, 'many'), `${remote}/${copy}`, connections),
            prepare: () => rm(arrived, { recursive: true, force: true }),
            verify: async () => {
              await expectFiles(arrived, options.smallFiles, fileSize);
              await rm(arrived, { recursive: true });
            },
          };
        };
        return hold({ bench: name, ours: contestant(hawser(options.electron)), peers: able(protocol, verb, line?.peers).map(contestant), measure: 'seconds' }, options);
      }, line?.roundTrip),
  };
}

/** Rejects unless the folder holds so many files of this size. */
export async function expectFiles(folder: string, count: number, bytes: number): Promise<void> {
  const names = await readdir(folder);
  if (names.length !== count) throw new Error(`${folder} has ${names.length} files and not ${count}.`);
  for (const name of names) {
    const { size } = await stat(join(folder, name));
    if (size !== bytes) throw new Error(`${join(folder, name)} has ${size} bytes and not ${bytes}.`);
  }
}
