import { displayName } from '../../shared/format/display-name.ts';
import { fill } from '../../shared/locale/fill.ts';
import type { Command } from './arguments.ts';
import { targets } from './remote-path.ts';
import type { Report } from './report.ts';
import { type Server, valueOf } from './server.ts';
import { words } from './words.en.ts';

/**
 * `mv <url of the thing> <new name>` or `mv <url of a folder> <from> <to>`. A new name is seen from the folder that the thing is in; where
 * it is a folder already, the thing goes into it.
 */
export async function mv(server: Server, { paths }: Command): Promise<Report> {
  const { grammar, facts, engine } = server;
  const [first, second] = paths as [string, string?];
  const from = second === undefined ? server.base : targets(server.base, [first], grammar)[0]!;
  const start = second === undefined ? grammar.parent(from) : server.base;
  const named = targets(start, [second ?? first], grammar)[0]!;
  const there = valueOf(await engine.stat(facts.session, named));
  const to = there?.kind === 'directory' ? grammar.join(named, grammar.base(from)) : named;
  valueOf(await engine.rename(facts.session, from, to));
  const text = `${fill(words.moved, { from: displayName(from), to: displayName(to) })}\n`;
  return { document: () => ({ moved: { from, to } }), text: () => text, failures: [] };
}
