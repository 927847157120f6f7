import { formatCount } from '../../shared/format/bytes.ts';
import { fill } from '../../shared/locale/fill.ts';
import { readModeChange } from '../../shared/model/mode-change.ts';
import { Failure } from '../engine/session/failure.ts';
import type { Command } from './arguments.ts';
import { targets } from './remote-path.ts';
import type { Report } from './report.ts';
import { type Server, valueOf } from './server.ts';
import { words } from './words.en.ts';

/** `chmod [-r] <url> <mode> [path…]`: octal, or letters as chmod takes them. Links are never followed. */
export async function chmod(server: Server, { paths, options }: Command): Promise<Report> {
  const [mode = '', ...named] = paths;
  const change = readModeChange(mode);
  if (change === null) throw Failure.of('bad-command-line', { problem: `“${mode}” is no mode: 644, u+x or go-w are.` });
  const found: { readonly path: string; readonly directory: boolean; readonly mode: number | null }[] = [];
  for (const path of targets(server.base, named, server.grammar)) {
    const entry = valueOf(await server.engine.stat(server.facts.session, path));
    if (entry === null) throw Failure.of('no-such-file', { path });
    found.push({ path, directory: entry.kind === 'directory', mode: entry.mode });
  }
  const whole = { ...change, recursive: options.recursive, to: 'all' } as const;
  const { changed } = await server.operation((id) => server.engine.changeModes(id, server.facts.session, found, whole));
  return { document: () => ({ changed }), text: () => `${fill(words.changedModes, { count: formatCount(changed) })}\n`, failures: [] };
}
