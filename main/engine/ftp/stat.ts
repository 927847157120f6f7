import type { Entry } from '../../../shared/model/entry.ts';
import { Failure } from '../session/failure.ts';
import { pathsOf, type FtpConnection } from './connection.ts';
import { refusal } from './failures.ts';
import { fetchListing } from './fetch-listing.ts';
import { parseMlsd } from './listing/mlsd.ts';
import { row } from './listing/row.ts';
import { innerLines, isCompletion, isUnknownCommand } from './reply.ts';

/** The entry at `path`: by MLST (RFC 3659 section 7), else by the listing of the directory above. Null where there is none. */
export async function stat(ftp: FtpConnection, path: string, signal: AbortSignal): Promise<Entry | null> {
  if (pathsOf(ftp).isRoot(path)) return row({ name: '', kind: 'directory' });
  const entry = ftp.features.mlst ? await statByMlst(ftp, path) : undefined;
  return entry === undefined ? statByListing(ftp, path, signal) : entry;
}

/** Undefined where the reply tells nothing. */
async function statByMlst(ftp: FtpConnection, path: string): Promise<Entry | null | undefined> {
  const reply = await ftp.control.exchange(`MLST ${path}`);
  if (isUnknownCommand(reply)) return undefined;
  if (!isCompletion(reply)) {
    const failure = refusal(reply, ftp.host, path);
    // Servers find many words for a path that leads nowhere; 550 without a word of permissions is one of them.
    return reply.code === 550 && failure.data.reason === 'server-refused' ? null : absent(failure);
  }
  const line = innerLines(reply)[0];
  if (line === undefined) return undefined;
  // The type of a directory may be `cdir` or `pdir` when it is asked for by name.
  const entry = parseMlsd(ftp.control.text(line).trimStart().replace(/\btype=[cp]dir;/iu, 'type=dir;'), Date.now());
  return entry === null || entry === 'skip' ? undefined : { ...entry, name: pathsOf(ftp).base(path) };
}

async function statByListing(ftp: FtpConnection, path: string, signal: AbortSignal): Promise<Entry | null> {
  const name = pathsOf(ftp).base(path);
  const directory = pathsOf(ftp).parent(path);
  let found: Entry | null = null;
  const onEntries = (entries: readonly Entry[]): void => {
    found ??= entries.find((entry) => entry.name === name) ?? null;
  };
  try {
    await fetchListing(ftp, directory, { signal, onEntries });
    return found;
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.data.reason !== 'server-refused' || pathsOf(ftp).isRoot(directory)) return absent(thrown);
    // The server does not say why the directory above cannot be entered: it is not there, it is no directory, or it is closed to us.
    const above = await statByListing(ftp, directory, signal);
    if (above === null || above.kind === 'file') return null;
    throw thrown;
  }
}

/** Whether a refusal means that nothing is there; throws it otherwise. */
function absent(thrown: unknown): null {
  if (thrown instanceof Failure && thrown.data.code === 'not-found') return null;
  throw thrown;
}
