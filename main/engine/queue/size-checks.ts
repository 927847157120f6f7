import type { SessionId, TransferId } from '../../../shared/model/ids.ts';
import { isSsh } from '../../../shared/model/profile.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import type { Account } from '../account.ts';
import { differingSizes } from '../ftp/stored-sizes.ts';
import { Failure } from '../session/failure.ts';
import { grammarNameOf } from './expand.ts';
import type { Item } from './item.ts';
import type { Queue } from './queue.ts';

export interface SizeChecks {
  /**
   * So many bytes of the item, which still counts as active, were sent and confirmed. Undefined while its server has more to do; for the last one
   * a promise that settles when the sizes of all that was sent have been compared, and rejects where that of the item itself is wrong.
   */
  arrived(item: Item, bytes: number, to: Account, signal: AbortSignal): Promise<void> | undefined;
  /** The same for what the others have sent, where the last one has not arrived. */
  left(lane: SessionId, signal: AbortSignal): Promise<void>;
}

export interface SizeChecksOptions {
  readonly queue: Pick<Queue, 'begin' | 'get' | 'lanes' | 'running'>;
  /** A file that counted as done is not. */
  readonly onWrong: (item: Item, failure: Failure) => void;
}

interface Folder {
  readonly account: Account;
  readonly directory: string;
  readonly files: Map<string, { readonly id: TransferId; readonly bytes: number }>;
}

/** So many files are remembered at most before they are compared, however much there is to come. */
const MOST = 10_000;
/** What has ended before that may be somebody else's by now, in milliseconds. */
const LATELY_MS = 30_000;

/**
 * FTP has no word for how many bytes a server has kept: 226 is said of a file that was cut on its way, too (RFC 959 section 5.4). Asking after
 * each file would cost small ones a third of their speed, so that the sizes are compared folder by folder once a server has nothing else to do.
 */
export function createSizeChecks({ queue, onWrong }: SizeChecksOptions): SizeChecks {
  const lanes = new Map<SessionId, { count: number; readonly folders: Map<string, Folder> }>();

  /** `again`: it could not be compared, and what was sent of its names meanwhile counts. */
  const add = (lane: SessionId, folder: Folder, again = false): void => {
    const waiting = lanes.get(lane) ?? { count: 0, folders: new Map<string, Folder>() };
    lanes.set(lane, waiting);
    const key = `${folder.account.id}\0${folder.directory}`;
    const there = waiting.folders.get(key);
    if (there === undefined) waiting.folders.set(key, folder);
    else for (const [name, sent] of folder.files) if (!again || !there.files.has(name)) there.files.set(name, sent);
    waiting.count += folder.files.size;
  };

  const isLast = (lane: SessionId, active: number): boolean =>
    queue.running.onSession(lane) <= active && [...queue.lanes()].every(({ session, lists }) => session !== lane || Object.values(lists).every((list) => list.peek() === null));

  const compare = async (lane: SessionId, self: Item | null, signal: AbortSignal): Promise<void> => {
    const folders = lanes.get(lane)?.folders ?? new Map<string, Folder>();
    lanes.delete(lane);
    let own: Failure | null = null;
    const written: Promise<void>[] = [];
    for (const folder of folders.values()) {
      const { account, directory, files } = folder;
      const wrong = await differing(account, directory, new Map([...files].map(([file, { bytes }]) => [file, bytes])), signal);
      if (wrong === null) add(lane, folder, true);
      for (const [name, actual] of wrong ?? []) {
        const { id, bytes } = files.get(name)!;
        const failure = Failure.of('wrong-size', { path: grammarOf(grammarNameOf(account)).join(directory, name), actual, expected: bytes });
        const item = id === self?.id ? self : queue.get(id);
        // One that its user has sent on its way again has facts of its own.
        if (item === null || (item !== self && item.state !== 'done')) continue;
        // What the server has only just said that it has nobody else has changed since.
        const ours = item === self || Date.now() - (item.endedAt ?? 0) < LATELY_MS;
        if (item === self) own = failure;
        else onWrong(item, failure);
        // Bytes that are wrong are nothing to build on.
        written.push(queue.begin(item, null, ours ? { size: actual, modified: null, precision: null } : undefined));
      }
    }
    await Promise.all(written);
    if (own !== null) throw own;
  };

  return {
    arrived: (item, bytes, to, signal) => {
      const { lane } = item;
      if (to.profile !== null && !isSsh(to.profile.protocol)) {
        const grammar = grammarOf(grammarNameOf(to));
        const directory = grammar.parent(item.to.path);
        add(lane, { account: to, directory, files: new Map([[grammar.base(item.to.path), { id: item.id, bytes }]]) });
      }
      const due = (lanes.get(lane)?.count ?? 0) >= MOST || (lanes.has(lane) && isLast(lane, 1));
      return due ? compare(lane, item, signal) : undefined;
    },
    left: async (lane, signal) => {
      if (lanes.has(lane) && isLast(lane, 0)) await compare(lane, null, signal);
    },
  };
}

/** What cannot be compared is as good as the server's 226, whose words the log has. Null where nobody waits for it any more. */
function differing({ pool }: Account, directory: string, expected: ReadonlyMap<string, number>, signal: AbortSignal): Promise<ReadonlyMap<string, number> | null> {
  const nothing = new Map<string, number>();
  return pool
    .browse(async (session) => (await session.lendControl?.((ftp) => differingSizes(ftp, directory, expected, signal))) ?? nothing, signal, 'repeatable')
    .catch(() => (signal.aborted ? null : nothing));
}
