import type { Entry } from '../../../shared/model/entry.ts';
import { commandSafe } from '../session/command-safe.ts';
import { pathsOf, type FtpConnection } from './connection.ts';
import { sizeOnServer } from './download.ts';
import { fetchListing } from './fetch-listing.ts';

/** Up to so many files are asked about one by one; a listing, which takes a data channel, is cheaper from there on. */
const few = 8;

/**
 * Compares what lies in a directory with what was stored there. `expected`: bytes by name. Resolves with the sizes that differ, by name. A
 * listing only raises suspicion, which SIZE (RFC 3659 section 4) confirms: some servers round there, or count blocks. A file that is not
 * listed is not among them, since some servers hide what they were given, and others may have taken it away.
 */
export async function differingSizes(ftp: FtpConnection, directory: string, expected: ReadonlyMap<string, number>, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
  const paths = pathsOf(ftp);
  const differing = new Map<string, number>();
  if (!ftp.features.size && paths.name !== 'unix') return differing;
  let suspects: Iterable<string> = expected.keys();
  if (expected.size > few || !ftp.features.size) {
    const onEntries = (entries: readonly Entry[]): void => {
      for (const { name, kind, size } of entries) if (kind === 'file' && size !== null && expected.has(name) && size !== expected.get(name)) differing.set(name, size);
    };
    await fetchListing(ftp, paths.asDirectory(commandSafe(directory)), { signal, onEntries });
    if (!ftp.features.size) return differing;
    suspects = [...differing.keys()];
    differing.clear();
  }
  for (const name of suspects) {
    const path = commandSafe(paths.join(directory, name));
    const size = await sizeOnServer(ftp, paths.asFile?.(path) ?? path);
    if (size !== null && size !== expected.get(name)) differing.set(name, size);
  }
  return differing;
}
