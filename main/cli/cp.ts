import { leadsToDirectory } from '../../shared/model/entry.ts';
import { Failure } from '../engine/session/failure.ts';
import { parseAddress } from './address.ts';
import type { Command } from './arguments.ts';
import type { Report } from './report.ts';
import { type Server, valueOf } from './server.ts';
import type { Terminal } from './terminal.ts';
import { transfer } from './transfer.ts';

/**
 * `cp <url> <url>`: copies a file or a whole folder from one server to another, or within one: into the second address's path where that is a
 * folder, else under that name. The bytes go directly from server to server where these can, else through this computer.
 */
export async function cp(server: Server, { address, paths }: Command, terminal: Terminal, signal: AbortSignal): Promise<Report> {
  const { engine, facts, grammar, base: path } = server;
  const destination = parseAddress(paths[0]!);
  const source = grammar.isRoot(path) ? null : valueOf(await engine.stat(facts.session, path));
  if (source === null && !grammar.isRoot(path)) throw Failure.of('no-such-file', { path });
  const target = await server.also(destination);
  const { base } = target;
  const isHome = base === target.facts.home || target.grammar.isRoot(base);
  const there = isHome ? null : valueOf(await engine.stat(target.facts.session, base));
  const into = isHome || destination.path?.text.endsWith('/') === true || (there !== null && leadsToDirectory(there));
  return transfer(
    server,
    {
      sources: [
        {
          place: { session: facts.session, path },
          kind: source === null || leadsToDirectory(source) ? 'directory' : 'file',
          size: source?.size ?? null,
          name: into ? grammar.base(path) || address.host : target.grammar.base(base),
        },
      ],
      targetDirectory: { session: target.facts.session, path: into ? base : target.grammar.parent(base) },
    },
    terminal,
    signal,
  );
}
