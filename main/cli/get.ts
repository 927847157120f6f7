import { basename, dirname, resolve } from 'node:path';
import { leadsToDirectory } from '../../shared/model/entry.ts';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { Failure } from '../engine/session/failure.ts';
import type { Command } from './arguments.ts';
import type { Report } from './report.ts';
import { type Server, valueOf } from './server.ts';
import type { Terminal } from './terminal.ts';
import { transfer } from './transfer.ts';

/**
 * Downloads a file or a whole folder: into the local path where that is a folder, else under that name; into the working directory
 * where none is given. Replaces files that are there.
 */
export async function get(server: Server, { address, paths }: Command, terminal: Terminal, signal: AbortSignal): Promise<Report> {
  const { base: path, grammar, engine, facts } = server;
  const source = grammar.isRoot(path) ? null : valueOf(await engine.stat(facts.session, path));
  if (source === null && !grammar.isRoot(path)) throw Failure.of('no-such-file', { path });

  const wanted = paths[0] ?? '.';
  const target = resolve(wanted);
  const there = valueOf(await engine.stat(LOCAL_SESSION, target));
  const into = /[\\/]$/u.test(wanted) || (there !== null && leadsToDirectory(there));
  return transfer(
    server,
    {
      sources: [
        {
          place: { session: facts.session, path },
          kind: source === null || leadsToDirectory(source) ? 'directory' : 'file',
          size: source?.size ?? null,
          name: into ? grammar.base(path) || address.host : basename(target),
        },
      ],
      targetDirectory: { session: LOCAL_SESSION, path: into ? target : dirname(target) },
    },
    terminal,
    signal,
  );
}
