import type { Entry } from '../../../shared/model/entry.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { Failure, throwIfCancelled } from '../session/failure.ts';
import { staysInDirectory } from '../session/names.ts';
import type { ListOptions } from '../session/session.ts';
import { kindOf, toEntry } from './entry.ts';
import { sftpFailure, SftpStatus } from './failures.ts';
import { abandonHandle, closeHandle, openDirectory } from './handle.ts';
import { linkFacts } from './link-facts.ts';
import { readDirectory } from './read-directory.ts';
import { quote, runVerb, type SftpServer } from './server.ts';
import { targetAttributes } from './stat.ts';
import { readAttributes } from './wire/attributes.ts';
import { status } from './wire/codes.ts';
import { REPLY_FIELDS } from './channel.ts';
import { ReplyReader } from './wire/reply-reader.ts';

const MOST_ENTRIES = 5_000_000;
/** Links resolved at the same time. */
const LINKS_AT_ONCE = 32;

export function list(server: SftpServer, path: string, { signal, onEntries }: ListOptions): Promise<void> {
  return runVerb(server, 'ls -la', path, async () => {
    throwIfCancelled(signal);
    const handle = await openForListing(server, path);
    let total = 0;
    /** Chunks leave in the server's order, though those with links take longer. */
    let last = Promise.resolve();
    const take = (reply: Buffer): Promise<void> => {
      const entries = readNames(server, path, reply);
      total += entries.length;
      if (total > MOST_ENTRIES) throw Failure.of('listing-too-long', { path, limit: `${MOST_ENTRIES} entries` });
      const whole = entries.some((entry) => entry.kind === 'link') ? resolveLinks(server, path, entries) : Promise.resolve(entries);
      // Awaited below, when its turn comes.
      whole.catch(() => undefined);
      last = last.then(async () => {
        const ready = await whole;
        if (!signal.aborted && ready.length > 0) onEntries(ready);
      });
      return last;
    };
    try {
      await readDirectory(server.channel, handle, signal, take);
      await last;
    } catch (problem) {
      abandonHandle(server, handle);
      throw problem;
    }
    await closeHandle(server, handle);
    server.log('reply', `${total} entries in ${quote(path)}`);
  });
}

async function openForListing(server: SftpServer, path: string): Promise<Buffer> {
  try {
    return await openDirectory(server, path);
  } catch (problem) {
    // OpenSSH says of a file that there is no such file.
    const vague = problem instanceof SftpStatus && (problem.code === status.NO_SUCH_FILE || problem.code === status.FAILURE);
    const target = vague ? await targetAttributes(server, path).catch(() => null) : null;
    if (target === null || kindOf(target) === 'directory') throw problem;
    throw Failure.of('not-a-directory', { path }, sftpFailure(problem, { host: server.profile.host, path, verb: 'ls' }).data.detail, problem);
  }
}

function readNames({ log, channel }: SftpServer, path: string, reply: Buffer): Entry[] {
  const fields = new ReplyReader(reply, REPLY_FIELDS);
  const entries: Entry[] = [];
  for (let left = fields.uint32(); left > 0; left--) {
    const name = channel.charset.decode(fields.bytes());
    const longname = fields.bytes();
    const attributes = readAttributes(fields);
    if (name === '.' || name === '..') continue;
    if (staysInDirectory(name)) entries.push(toEntry(name, attributes, longname));
    else log('error', `The server lists the name ${quote(name)} in ${quote(path)}, which would leave the folder. It is not shown.`);
  }
  return entries;
}

async function resolveLinks(server: SftpServer, path: string, entries: readonly Entry[]): Promise<Entry[]> {
  const { join } = grammarOf('unix');
  const whole = [...entries];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < entries.length) {
      const index = next++;
      const entry = entries[index];
      if (entry?.kind === 'link') whole[index] = { ...entry, ...(await linkFacts(server, join(path, entry.name))) };
    }
  };
  await Promise.all(Array.from({ length: LINKS_AT_ONCE }, work));
  return whole;
}
