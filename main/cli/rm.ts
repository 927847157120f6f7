import { displayName } from '../../shared/format/display-name.ts';
import { formatCount } from '../../shared/format/bytes.ts';
import { fill } from '../../shared/locale/fill.ts';
import { Failure } from '../engine/session/failure.ts';
import type { Command } from './arguments.ts';
import { targets } from './remote-path.ts';
import type { Report } from './report.ts';
import { type Server, valueOf } from './server.ts';
import { words } from './words.en.ts';

/**
 * Removes files and links, and with `-r` folders and all in them; links are never followed. Everything is looked at before anything is
 * removed. The root and the user's home are refused: an address without a path would name them by accident.
 */
export async function rm(server: Server, { paths, options }: Command): Promise<Report> {
  const found: { readonly path: string; readonly directory: boolean }[] = [];
  for (const path of targets(server.base, paths, server.grammar)) {
    if (server.grammar.isRoot(path) || path === server.facts.home) {
      throw Failure.of('bad-command-line', { problem: `“rm” does not remove the server’s root or your home (“${path}”).` });
    }
    const entry = valueOf(await server.engine.stat(server.facts.session, path));
    if (entry === null) throw Failure.of('no-such-file', { path });
    const directory = entry.kind === 'directory';
    if (directory && !options.recursive) throw Failure.of('folder-needs-recursive', { path });
    found.push({ path, directory });
  }
  const { removed } = await server.operation((id) => server.engine.remove(id, server.facts.session, found));
  const only = found.length === 1 && removed === 1 ? found[0]!.path : null;
  const text = only === null ? fill(words.removed, { count: formatCount(removed) }) : fill(words.removedOne, { path: displayName(only) });
  return { document: () => ({ removed }), text: () => `${text}\n`, failures: [] };
}
