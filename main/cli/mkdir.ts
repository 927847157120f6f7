import { displayName } from '../../shared/format/display-name.ts';
import { fill } from '../../shared/locale/fill.ts';
import type { Command } from './arguments.ts';
import { targets } from './remote-path.ts';
import type { Report } from './report.ts';
import { type Server, valueOf } from './server.ts';
import { words } from './words.en.ts';

/** Makes folders, in the order given; the folder above must be there. */
export async function mkdir(server: Server, { paths }: Command): Promise<Report> {
  const made = targets(server.base, paths, server.grammar);
  for (const path of made) valueOf(await server.engine.makeDirectory(server.facts.session, path));
  return { document: () => ({ made }), text: () => made.map((path) => `${fill(words.made, { path: displayName(path) })}\n`).join(''), failures: [] };
}
