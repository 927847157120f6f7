import type { Entry } from '../../shared/model/entry.ts';
import { Failure } from '../engine/session/failure.ts';
import type { Command } from './arguments.ts';
import { entryDocument } from './documents.ts';
import { listingText } from './listing-text.ts';
import { targets } from './remote-path.ts';
import type { Report } from './report.ts';
import { type Server, valueOf } from './server.ts';

/** Lists directories; a path that leads to a file gives the one row for it. Links are not followed. */
export async function ls(server: Server, { paths }: Command): Promise<Report> {
  const entries: Entry[] = [];
  for (const path of targets(server.base, paths, server.grammar)) {
    for (const entry of await rowsAt(server, path)) entries.push(entry);
  }
  return { document: () => ({ entries: entries.map(entryDocument) }), text: () => listingText(entries), failures: [] };
}

async function rowsAt(server: Server, path: string): Promise<readonly Entry[]> {
  try {
    return await list(server, path);
  } catch (problem) {
    if (!(problem instanceof Failure) || problem.data.code !== 'not-found') throw problem;
    const entry = valueOf(await server.engine.stat(server.facts.session, path));
    if (entry === null || entry.kind === 'directory') throw problem;
    return [entry];
  }
}

async function list(server: Server, path: string): Promise<readonly Entry[]> {
  const rows: Entry[] = [];
  await server.operation(async (id) => {
    const stopListening = server.onEvent((event) => {
      if (event.type === 'listing' && event.operation === id) for (const entry of event.entries) rows.push(entry);
    });
    const outcome = await server.engine.list(id, server.facts.session, path, { fresh: true });
    stopListening();
    return outcome;
  });
  return rows;
}
