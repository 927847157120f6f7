import { grammarOf } from '../../shared/path/grammar.ts';
import type { ByteSink } from '../engine/session/bytes.ts';
import { Failure } from '../engine/session/failure.ts';
import type { Session } from '../engine/session/session.ts';
import type { Command } from './arguments.ts';
import type { JsonDocument } from './documents.ts';
import { baseDirectory, targets } from './remote-path.ts';
import type { Report } from './report.ts';
import type { Terminal } from './terminal.ts';

/** What one JSON document may hold of a file's content, in bytes. */
const contentLimit = 64 * 1024 * 1024;

/** Writes files' bytes to standard output, one after the other; with `--json`, as text or, where they are not UTF-8, as base64. */
export async function cat(session: Session, { address, paths, options }: Command, terminal: Terminal, signal: AbortSignal): Promise<Report> {
  const grammar = grammarOf(session.grammar);
  const base = baseDirectory(address, session.home, grammar);
  const files: JsonDocument[] = [];
  for (const path of targets(base, paths, grammar)) {
    if (options.json) {
      files.push(await contentOf(session, path, signal));
    } else {
      await printContent(session, path, terminal, signal);
    }
  }
  return { document: () => ({ files }), text: () => '', failures: [] };
}

/** Rejects with what standard output rejected with, where that is why the download ended. */
async function printContent(session: Session, path: string, terminal: Terminal, signal: AbortSignal): Promise<void> {
  let unwritable: unknown = null;
  const write = (bytes: Uint8Array): Promise<void> =>
    terminal.write(bytes).catch((problem: unknown) => {
      unwritable = problem;
      throw Failure.of('local-failed', { path: 'standard output' }, String(problem));
    });
  await session.download(path, { write }, { signal, offset: 0 }).catch((problem: unknown) => {
    throw unwritable instanceof Error ? unwritable : problem;
  });
}

async function contentOf(session: Session, path: string, signal: AbortSignal): Promise<JsonDocument> {
  const chunks: Buffer[] = [];
  let kept = 0;
  const sink: ByteSink = {
    write: (bytes) => {
      kept += bytes.length;
      if (kept > contentLimit) return Promise.reject(Failure.of('bad-command-line', { problem: `“${path}” is too large for a JSON document (64 MiB at most); leave out --json or use “get”.` }));
      // The sender uses its memory again.
      chunks.push(Buffer.from(bytes));
      return undefined;
    },
  };
  const bytes = await session.download(path, sink, { signal, offset: 0 });
  const content = Buffer.concat(chunks);
  const text = content.toString();
  const isText = Buffer.from(text).equals(content);
  return { path, bytes, encoding: isText ? 'utf-8' : 'base64', content: isText ? text : content.toString('base64') };
}
