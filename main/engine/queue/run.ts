import type { Entry } from '../../../shared/model/entry.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import { LOCAL_SESSION, type SessionId, type TransferId } from '../../../shared/model/ids.ts';
import type { Account, Accounts } from '../accounts.ts';
import { Failure, throwIfCancelled, toFailureData } from '../session/failure.ts';
import type { Announcer } from './announce.ts';
import { carry } from './carry.ts';
import { freeName, type ConflictAction, type Conflicts } from './conflict.ts';
import { expand, grammarNameOf } from './expand.ts';
import type { Item } from './item.ts';
import type { KnownTargets } from './known-targets.ts';
import type { Meter } from './meter.ts';
import type { Queue } from './queue.ts';
import { nextItem } from './schedule.ts';

export interface RunnerOptions {
  readonly queue: Queue;
  readonly accounts: Accounts;
  readonly targets: KnownTargets;
  readonly conflicts: Conflicts;
  readonly announcer: Announcer;
  readonly meter: Meter;
  /** Files at the same time. */
  readonly transfers: () => number;
  /** We changed something in this directory. */
  readonly onChanged: (session: SessionId, directory: string) => void;
}

export interface Runner {
  /** Starts all that may start. */
  pump(): void;
  /** Breaks off what the item is doing. */
  stop(id: TransferId): void;
  pause(paused: boolean): void;
  /** Items whose bytes are counted at this moment. */
  active(): readonly Item[];
}

/** Folders looked into at the same time. */
const FOLDERS = 4;

export function createRunner(options: RunnerOptions): Runner {
  const { queue, accounts, targets, conflicts, announcer, meter } = options;
  const stops = new Map<TransferId, AbortController>();
  const carrying = new Set<Item>();
  /** Targets being written to, by session and path; each settles when that is over. */
  const writing = new Map<string, Promise<void>>();
  let paused = false;

  const pump = (): void => {
    const limits = { transfers: options.transfers(), onSession: () => Number.POSITIVE_INFINITY, folders: FOLDERS };
    while (!paused) {
      const item = nextItem(queue.lanes(), queue.running, limits);
      if (item === null) break;
      start(item);
    }
    announcer.changed();
    if (!queue.idle()) return;
    targets.forgetAll();
    conflicts.forgetAll();
  };

  const start = (item: Item): void => {
    const stop = new AbortController();
    stops.set(item.id, stop);
    queue.move(item, item.kind === 'directory' ? 'expanding' : 'active');
    const work = item.kind === 'directory' ? lookInto(item, stop.signal) : transfer(item, stop.signal);
    void work
      .catch((thrown: unknown) => {
        const failure = toFailureData(thrown);
        queue.move(item, failure.code === 'cancelled' ? 'cancelled' : 'failed', failure.code === 'cancelled' ? {} : { failure });
      })
      .finally(() => {
        if (stops.get(item.id) === stop) stops.delete(item.id);
        pump();
      });
  };

  const lookInto = async (folder: Item, signal: AbortSignal): Promise<void> => {
    const [from, to] = [accounts.get(folder.from.session), accounts.get(folder.to.session)];
    const drafts = await expand(folder, {
      from, to, targets, signal,
      onMade: (directory) => options.onChanged(folder.to.session, grammarOf(grammarNameOf(to)).parent(directory)),
    });
    queue.add(drafts);
    queue.move(folder, 'done');
  };

  const transfer = async (item: Item, signal: AbortSignal): Promise<void> => {
    const [from, to] = [accounts.get(item.from.session), accounts.get(item.to.session)];
    const grammar = grammarOf(grammarNameOf(to));
    const directory = grammar.parent(item.to.path);
    do {
      await turnAt(item, signal);
      if (!(await mayWrite(item, directory, signal))) return;
    } while (writing.has(keyOf(item)));
    const done = claim(item);
    carrying.add(item);
    meter.wake();
    try {
      if (item.source === null && item.direction !== 'upload') item.source = await lookAt(item, from, signal);
      const bytes = await carry(item, {
        from, to, signal,
        onBytes: (count) => {
          item.bytes += count;
          meter.add(count);
        },
      });
      queue.move(item, 'done', { size: bytes });
      targets.wrote(item.to.session, directory, writtenEntry(grammar.base(item.to.path), bytes));
    } finally {
      done();
      carrying.delete(item);
      // Also after a failure: a server may keep what had arrived.
      options.onChanged(item.to.session, directory);
      from.refresh();
      to.refresh();
    }
  };

  /** Two files on their way to one path would write into each other; the second waits, and then finds the first one there. */
  const turnAt = async (item: Item, signal: AbortSignal): Promise<void> => {
    for (let first = writing.get(keyOf(item)); first !== undefined; first = writing.get(keyOf(item))) {
      await first;
      throwIfCancelled(signal);
    }
  };
  const claim = (item: Item): (() => void) => {
    const key = keyOf(item);
    let settle: () => void = () => {};
    writing.set(key, new Promise((resolve) => { settle = resolve; }));
    return () => {
      writing.delete(key);
      settle();
    };
  };

  /** Settles what happens to a file that is there. False where this attempt ends here. */
  const mayWrite = async (item: Item, directory: string, signal: AbortSignal): Promise<boolean> => {
    if (item.decided) return true;
    const grammar = grammarOf(grammarNameOf(accounts.get(item.to.session)));
    const name = grammar.base(item.to.path);
    const found = targets.find(item.to.session, directory, name, signal);
    // A directory that may be written to and not be looked into tells nothing about what is there.
    const there = found instanceof Promise ? await found.catch(nullIfDenied) : found;
    if (there === null) return true;
    if (there.kind === 'directory') throw Failure.of(item.to.session === LOCAL_SESSION ? 'local-exists' : 'already-exists', { path: item.to.path });
    const act = (action: ConflictAction): boolean => {
      if (action === 'skip') return !queue.move(item, 'skipped');
      if (action === 'rename') {
        const free = freeName(name, (candidate) => targets.taken(item.to.session, directory, candidate));
        item.to = { session: item.to.session, path: grammar.join(directory, free) };
        // Taken from here on, for whoever else looks for a free name.
        targets.wrote(item.to.session, directory, writtenEntry(free, item.size));
      }
      item.decided = true;
      return true;
    };
    const standing = conflicts.standing(item.batch);
    if (standing !== null) return act(standing);
    if (!queue.move(item, 'waiting')) return false;
    // The place that it held is free for others while the user thinks.
    pump();
    const source = item.source ?? (await lookAt(item, accounts.get(item.from.session), signal)) ?? writtenEntry(grammar.base(item.from.path), item.size);
    if (act(await conflicts.decide(item, source, there, signal))) queue.move(item, 'queued');
    return false;
  };

  return {
    pump,
    stop: (id) => stops.get(id)?.abort(),
    pause: (value) => {
      paused = value;
      pump();
    },
    active: () => [...carrying],
  };
}

/** For its time, which is kept. A server that cannot tell does not hold up the transfer, whose own failure says more. */
function lookAt(item: Item, from: Account, signal: AbortSignal): Promise<Entry | null> {
  return from.pool.browse((session) => session.stat(item.from.path, signal), signal, 'repeatable').catch(() => null);
}

function keyOf({ to }: Item): string {
  return `${to.session}\0${to.path}`;
}

function writtenEntry(name: string, size: number | null): Entry {
  return { name, kind: 'file', size, modified: null, mode: null, owner: null, group: null, linkTarget: null, targetKind: null };
}

function nullIfDenied(thrown: unknown): null {
  if (thrown instanceof Failure && thrown.data.code === 'denied') return null;
  throw thrown;
}
