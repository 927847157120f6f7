import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { type Contestant, hold } from './contest.ts';
import type { FileClient, Target } from './peers/client.ts';
import { hawser } from './peers/hawser.ts';
import { peers } from './peers/all.ts';
import { makeFile } from './place.ts';
import { type Arena, withArena } from './target.ts';

/** Over a long line: how long, in milliseconds of round trip, and against whom. A fifth of the bytes go over it, since some take that long. */
export interface LongLine {
  readonly roundTrip: number;
  readonly peers: readonly string[];
}

/** `<protocol>-get`: one large file down. */
export function getBench(protocol: Target['protocol'], measure: 'seconds' | 'memory', name: string, line?: LongLine): Bench {
  return {
    name,
    run: (options) =>
      withArena(protocol, options, async (arena) => {
        const size = line === undefined ? options.size : Math.ceil(options.size / 5);
        await makeFile(join(arena.served, 'large'), size);
        const contestant = (client: FileClient): Contestant => {
          const local = join(arena.local, `large-${client.name}`);
          return {
            name: client.name,
            invocation: client.get!(arena.target, `${arena.remote}/large`, local),
            prepare: () => rm(local, { force: true }),
            verify: async () => {
              await expectSize(local, size);
              await rm(local);
            },
          };
        };
        return hold({ bench: name, ours: contestant(hawser(options.electron)), peers: able(protocol, 'get', line?.peers).map(contestant), measure }, options);
      }, line?.roundTrip),
  };
}

/** `<protocol>-put`: one large file up. */
export function putBench(protocol: Target['protocol'], name: string, line?: LongLine): Bench {
  return {
    name,
    run: (options) =>
      withArena(protocol, options, async (arena) => {
        const size = line === undefined ? options.size : Math.ceil(options.size / 5);
        const local = join(arena.local, 'large');
        await makeFile(local, size);
        const contestant = (client: FileClient): Contestant => upload(arena, client, local, size);
        return hold({ bench: name, ours: contestant(hawser(options.electron)), peers: able(protocol, 'put', line?.peers).map(contestant), measure: 'seconds' }, options);
      }, line?.roundTrip),
  };
}

function upload({ served, remote, target }: Arena, client: FileClient, local: string, size: number): Contestant {
  const arrived = join(served, `large-${client.name}`);
  return {
    name: client.name,
    invocation: client.put!(target, local, `${remote}/large-${client.name}`),
    prepare: () => rm(arrived, { force: true }),
    verify: async () => {
      await expectSize(arrived, size);
      await rm(arrived);
    },
  };
}

/** The peers that can do this over this protocol, or those of them that are named. */
export function able(protocol: Target['protocol'], what: 'get' | 'put' | 'getFolder' | 'putFolder' | 'list', named?: readonly string[]): readonly FileClient[] {
  return peers.filter((peer) => peer.protocols.includes(protocol) && peer[what] !== undefined && (named === undefined || named.includes(peer.name)));
}

async function expectSize(path: string, size: number): Promise<void> {
  const found = (await stat(path)).size;
  if (found !== size) throw new Error(`${path} has ${found} bytes and not ${size}.`);
}
