import type { Entry } from '../../../shared/model/entry.ts';
import { Failure, throwIfCancelled } from '../session/failure.ts';
import { staysInDirectory } from '../session/names.ts';
import type { ListOptions } from '../session/session.ts';
import { quote } from '../sftp/server.ts';
import { CommandProblem } from './failures.ts';
import { gnuOptions, plainOptions, readRow } from './listing-line.ts';
import { runLines } from './run.ts';
import { runVerb, type ScpServer } from './server.ts';

const MOST_ENTRIES = 5_000_000;
const CHUNK = 500;
/** GNU's `ls` ends with 1 where it could not look at some of the files. */
const FINE = [0, 1];

/** `ls` in the locale C and in UTC. `env` is there whatever the shell. */
export function lsCommand(server: Pick<ScpServer, 'gnu'>, more = ''): string {
  return `env LC_ALL=C TZ=UTC0 ls ${server.gnu ? gnuOptions : plainOptions}${more}`;
}

export function list(server: ScpServer, path: string, { signal, onEntries }: ListOptions): Promise<void> {
  return runVerb(server, 'ls -la', [path], async () => {
    throwIfCancelled(signal);
    const now = Date.now();
    let rows: Entry[] = [];
    let total = 0;
    let answered = false;
    const onLine = (line: Buffer): void => {
      const entry = readRow(line, server.gnu, server.charset, now);
      answered ||= entry !== null;
      if (entry === 'skip' || (entry !== null && (entry.name === '.' || entry.name === '..'))) return;
      if (entry === null) server.log('error', `A row of the listing cannot be read: ${quote(line.toString('latin1').slice(0, 200))}`);
      else if (!staysInDirectory(entry.name)) server.log('error', `The server lists the name ${quote(entry.name)} in ${quote(path)}, which would leave the folder. It is not shown.`);
      else rows.push(entry);
      if (++total > MOST_ENTRIES) throw Failure.of('listing-too-long', { path, limit: `${MOST_ENTRIES} entries` });
      if (rows.length < CHUNK) return;
      onEntries(rows);
      rows = [];
    };
    // With the slash a link is followed, and a file is none.
    const words = await runLines(server, lsCommand(server), [path.endsWith('/') ? path : `${path}/`], signal, onLine, FINE);
    if (!answered && words !== '') throw new CommandProblem(words, 1);
    if (rows.length > 0) onEntries(rows);
    server.log('reply', `${total} entries in ${quote(path)}`);
  });
}
