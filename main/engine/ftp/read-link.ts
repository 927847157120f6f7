import type { Entry } from '../../../shared/model/entry.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { Failure } from '../session/failure.ts';
import type { FtpConnection } from './connection.ts';
import { listByList } from './fetch-listing.ts';
import { innerLines } from './reply.ts';

const { base, parent } = grammarOf('unix');

/**
 * What a link leads to. No fact of MLSD tells it on the servers there are, but the long line of `ls` does: that of STAT with a path (RFC 959
 * section 4.1.3), which comes on the control connection, else that of LIST.
 */
export async function readLink(ftp: FtpConnection, path: string): Promise<string> {
  const said = await ftp.control.exchange(`STAT ${path}`);
  const target = innerLines(said).map((line) => targetOf(ftp.control.text(line), path)).find((found) => found !== null);
  if (target !== undefined && target !== null) return target;

  let found: Entry | null = null;
  const onEntries = (entries: readonly Entry[]): void => {
    found ??= entries.find(({ name }) => name === base(path)) ?? null;
  };
  await listByList(ftp, parent(path), { signal: new AbortController().signal, onEntries });
  const entry = found as Entry | null;
  if (entry === null) throw Failure.of('no-such-file', { path });
  if (entry.linkTarget === null) throw Failure.of('server-refused', { host: ftp.host, path }, 'It is not a link.');
  return entry.linkTarget;
}

/** `lrwxrwxrwx 1 ada staff 4 Nov 21 05:43 /link -> file`, as `ls -l` writes it for a path. */
export function targetOf(line: string, path: string): string | null {
  const mark = ` ${path} -> `;
  const at = line.trimStart().startsWith('l') ? line.indexOf(mark) : -1;
  const target = at < 0 ? '' : line.slice(at + mark.length).replace(/\r$/u, '');
  return target === '' ? null : target;
}
