import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { type Contestant, hold } from './contest.ts';
import { able } from './one-file.ts';
import type { FileClient, Target } from './peers/client.ts';
import { hawser } from './peers/hawser.ts';
import { makeFolder } from './place.ts';
import { withArena } from './target.ts';

/** `<protocol>-list`: one folder with very many entries, listed with sizes and times, and printed. */
export function listBench(protocol: Target['protocol']): Bench {
  const name = `${protocol}-list`;
  return {
    name,
    run: (options) =>
      withArena(protocol, options, async ({ served, remote, target }) => {
        await makeFolder(join(served, 'entries'), options.listEntries, 0);
        const contestant = (client: FileClient): Contestant => ({
          name: client.name,
          invocation: client.list!(target, `${remote}/entries`),
          verify: ({ stdout }) => {
            const found = stdout.match(/file-\d{6}\.dat/gu)?.length;
            if (found !== options.listEntries) throw new Error(`${client.name} listed ${found} entries and not ${options.listEntries}.`);
          },
        });
        return hold({ bench: name, ours: contestant(hawser(options.electron)), peers: able(protocol, 'list').map(contestant), measure: 'seconds' }, options);
      }),
  };
}
