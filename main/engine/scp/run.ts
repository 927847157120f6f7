import { Failure } from '../session/failure.ts';
import { Execution } from './execution.ts';
import type { ScpServer } from './server.ts';

const LONGEST_LINE = 64 * 1024;

/** Runs a command that needs nothing to read, and hands over its lines as bytes. Gives back its standard error. Rejects as `Execution.finish` does. */
export async function runLines(server: ScpServer, command: string, words: readonly string[], signal: AbortSignal, onLine: (line: Buffer) => void, fine?: readonly number[]): Promise<string> {
  const run = await Execution.start(server, command, words, signal);
  let rest: Buffer = Buffer.alloc(0);
  let problem: unknown = null;
  run.channel.on('data', (chunk: Buffer) => {
    if (problem !== null) return;
    run.noteLife();
    let start = 0;
    try {
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
        onLine(start === 0 && rest.length > 0 ? Buffer.concat([rest, chunk.subarray(0, end)]) : chunk.subarray(start, end));
        if (start === 0) rest = Buffer.alloc(0);
        start = end + 1;
      }
      rest = start === 0 ? Buffer.concat([rest, chunk]) : Buffer.from(chunk.subarray(start));
      if (rest.length > LONGEST_LINE) throw Failure.of('reply-too-long', { host: server.host });
    } catch (thrown) {
      problem = thrown;
      run.channel.destroy();
    }
  });
  run.channel.end();
  try {
    const said = await run.finish(fine);
    if (rest.length > 0 && problem === null) onLine(rest);
    return said;
  } catch (thrown) {
    throw problem ?? thrown;
  }
}

/** Runs a command that says nothing where it works. */
export async function runSilently(server: ScpServer, command: string, words: readonly string[]): Promise<void> {
  await runLines(server, command, words, new AbortController().signal, () => undefined);
}
