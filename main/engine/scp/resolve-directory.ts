import { CommandProblem } from './failures.ts';
import { runLines } from './run.ts';
import { runVerb, type ScpServer } from './server.ts';

/** By `pwd -P` in the directory. The path comes as $1, so that no shell looks into it. */
export function resolveDirectory(server: ScpServer, path: string): Promise<string | null> {
  return runVerb(server, 'pwd -P', [path], async () => {
    let told: string | null = null;
    try {
      await runLines(server, `sh -c 'CDPATH= cd -P "$1" && pwd -P' sh`, [path], new AbortController().signal, (line) => { told ??= server.charset.decode(line); });
    } catch (problem) {
      if (problem instanceof CommandProblem) return null;
      throw problem;
    }
    return told ?? path;
  });
}
