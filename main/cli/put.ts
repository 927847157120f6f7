import { basename, resolve } from 'node:path';
import { leadsToDirectory } from '../../shared/model/entry.ts';
import { LOCAL_SESSION } from '../../shared/model/ids.ts';
import { Failure } from '../engine/session/failure.ts';
import { commandSafe } from '../engine/session/command-safe.ts';
import type { Command } from './arguments.ts';
import type { Report } from './report.ts';
import { type Server, valueOf } from './server.ts';
import type { Terminal } from './terminal.ts';
import { transfer } from './transfer.ts';

/**
 * Uploads files and whole folders: into the address's path where that is a folder, else the one source under that name. Replaces files
 * that are there.
 */
export async function put(server: Server, { address, paths }: Command, terminal: Terminal, signal: AbortSignal): Promise<Report> {
  const { base, grammar, engine, facts } = server;
  const sources = [];
  for (const path of paths.map((one) => resolve(one))) {
    const entry = valueOf(await engine.stat(LOCAL_SESSION, path));
    if (entry === null) throw Failure.of('local-missing', { path });
    const kind = leadsToDirectory(entry) ? ('directory' as const) : ('file' as const);
    sources.push({ place: { session: LOCAL_SESSION, path }, kind, size: entry.size, name: commandSafe(basename(path)) });
  }

  const there = base === facts.home || grammar.isRoot(base) ? null : valueOf(await engine.stat(facts.session, base));
  const into = base === facts.home || grammar.isRoot(base) || address.path?.text.endsWith('/') === true || (there !== null && leadsToDirectory(there));
  if (!into && sources.length > 1) throw Failure.of('not-a-directory', { path: base });
  return transfer(
    server,
    {
      sources: into ? sources : sources.map((source) => ({ ...source, name: grammar.base(base) })),
      targetDirectory: { session: facts.session, path: into ? base : grammar.parent(base) },
    },
    terminal,
    signal,
  );
}
