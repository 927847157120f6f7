import type { Entry } from '../../../shared/model/entry.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { throwIfCancelled } from '../session/failure.ts';
import { toEntry } from './entry.ts';
import { SftpStatus } from './failures.ts';
import { linkFacts } from './link-facts.ts';
import { pathBytes, runVerb, type SftpServer } from './server.ts';
import { readAttributes, type Attributes } from './wire/attributes.ts';
import { packet, status } from './wire/codes.ts';

export function stat(server: SftpServer, path: string, signal: AbortSignal): Promise<Entry | null> {
  return runVerb(server, 'stat', path, async () => {
    throwIfCancelled(signal);
    const attributes = await attributesAt(server, path);
    const name = grammarOf('unix').base(path);
    const entry = attributes === null ? null : toEntry(name, attributes, null);
    if (entry?.kind === 'link') return { ...entry, ...(await linkFacts(server, path)) };
    const link = server.lstatFollows ? await linkFacts(server, path) : null;
    throwIfCancelled(signal);
    return link === null || link.linkTarget === null ? entry : { ...toEntry(name, nothingKnown, null), kind: 'link', ...link };
  });
}

const nothingKnown: Attributes = { size: null, userId: null, groupId: null, mode: null, modified: null };

/** What is at `path`, links not followed; null where there is nothing. */
export async function attributesAt({ channel }: SftpServer, path: string): Promise<Attributes | null> {
  return orNull(channel.query(packet.LSTAT, [pathBytes(channel, path)], packet.ATTRS).then(readAttributes));
}

/** What `path` leads to, links followed; null where there is nothing. */
export async function targetAttributes({ channel }: SftpServer, path: string): Promise<Attributes | null> {
  return orNull(channel.query(packet.STAT, [pathBytes(channel, path)], packet.ATTRS).then(readAttributes));
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (problem) {
    if (problem instanceof SftpStatus && (problem.code === status.NO_SUCH_FILE || problem.code === status.NO_SUCH_PATH)) return null;
    throw problem;
  }
}
