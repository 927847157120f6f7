import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { type Contestant, hold } from './contest.ts';
import type { FileClient, Target } from './peers/client.ts';
import { hawser } from './peers/hawser.ts';
import { peers } from './peers/all.ts';
import { makeFile } from './place.ts';
import { type Arena, withArena } from './target.ts';

/** `<protocol>-get`: one large file down. */
export function getBench(protocol: Target['protocol'], measure: 'seconds' | 'memory', name: string): Bench {
  return {
    name,
    run: (options) =>
      withArena(protocol, options, async (arena) => {
        await makeFile(join(arena.served, 'large'), options.size);
        const contestant = (client: FileClient): Contestant => {
          const local = join(arena.local, `large-${client.name}`);
          return {
            name: client.name,
            invocation: client.get!(arena.target, `${arena.remote}/large`, local),
            prepare: () => rm(local, { force: true }),
            verify: async () => {
              await expectSize(local, options.size);
              await rm(local);
            },
          };
        };
        return hold({ bench: name, ours: contestant(hawser(options.electron)), peers: able(protocol, 'get').map(contestant), measure }, options);
      }),
  };
}

/** `<protocol>-put`: one large file up. */
export function putBench(protocol: Target['protocol']): Bench {
  const name = `${protocol}-put`;
  return {
    name,
    run: (options) =>
      withArena(protocol, options, async (arena) => {
        const local = join(arena.local, 'large');
        await makeFile(local, options.size);
        const contestant = (client: FileClient): Contestant => upload(arena, client, local, options.size);
        return hold({ bench: name, ours: contestant(hawser(options.electron)), peers: able(protocol, 'put').map(contestant), measure: 'seconds' }, options);
      }),
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

/** The peers that can do this over this protocol. */
export function able(protocol: Target['protocol'], what: 'get' | 'put' | 'getFolder' | 'putFolder' | 'list'): readonly FileClient[] {
  return peers.filter((peer) => peer.protocols.includes(protocol) && peer[what] !== undefined);
}

async function expectSize(path: string, size: number): Promise<void> {
  const found = (await stat(path)).size;
  if (found !== size) throw new Error(`${path} has ${found} bytes and not ${size}.`);
}
