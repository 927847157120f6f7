import { displayName } from '../../shared/format/display-name.ts';
import { fill } from '../../shared/locale/fill.ts';
import type { Command } from './arguments.ts';
import { targets } from './remote-path.ts';
import type { Report } from './report.ts';
import { type Server, valueOf } from './server.ts';
import { words } from './words.en.ts';

/** `ln <url> <target> <path>`: a link at the path, which is seen from the address's own; the target stands in it as it is given. */
export async function ln(server: Server, { paths }: Command): Promise<Report> {
  const [target, named] = paths as [string, string];
  const path = targets(server.base, [named], server.grammar)[0]!;
  valueOf(await server.engine.makeLink(server.facts.session, target, path));
  return { document: () => ({ made: [path] }), text: () => `${fill(words.made, { path: displayName(path) })}\n`, failures: [] };
}
