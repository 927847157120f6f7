import type { Entry } from '../../../shared/model/entry.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { Failure, throwIfCancelled } from '../session/failure.ts';
import { CommandProblem } from './failures.ts';
import { lsCommand } from './list.ts';
import { readRow } from './listing-line.ts';
import { runLines } from './run.ts';
import { runVerb, type ScpServer } from './server.ts';

/** The one entry at a path, links not followed; null where there is none. */
export function stat(server: ScpServer, path: string, signal: AbortSignal): Promise<Entry | null> {
  return runVerb(server, 'ls -ld', [path], async () => {
    throwIfCancelled(signal);
    let entry: Entry | null = null;
    try {
      await runLines(server, lsCommand(server, ' -d'), [path], signal, (line) => {
        const read = readRow(line, server.gnu, server.charset, Date.now());
        if (read !== null && read !== 'skip') entry ??= read;
      });
    } catch (problem) {
      if (problem instanceof CommandProblem && /no such file|not a directory/iu.test(problem.message)) return null;
      throw problem;
    }
    const found = entry as Entry | null;
    if (found === null) throw Failure.of('bad-reply', { host: server.host });
    return { ...found, name: grammarOf('unix').base(path) };
  });
}
