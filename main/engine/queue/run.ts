import type { FailureData } from '../../../shared/model/failure.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import type { SessionId, TransferId } from '../../../shared/model/ids.ts';
import type { Accounts } from '../accounts.ts';
import { toFailureData } from '../session/failure.ts';
import type { Announcer } from './announce.ts';
import { carry } from './carry.ts';
import type { CarryRules } from './carry-rules.ts';
import type { Conflicts } from './conflict.ts';
import { expand, grammarNameOf } from './expand.ts';
import type { Found } from './found.ts';
import type { Item } from './item.ts';
import type { KnownTargets } from './known-targets.ts';
import type { Meter } from './meter.ts';
import { sitesLimit, type Paces } from './paces.ts';
import type { Queue } from './queue.ts';
import { reachEnds, type Ends } from './reach-ends.ts';
import { createReached } from './reached.ts';
import { createRetries } from './retries.ts';
import type { NameRulesAt } from './name-rules.ts';
import { retryDelay, retryOf, type RetrySettings } from './retry.ts';
import { nextItem, type Limits } from './schedule.ts';
import { createSizeChecks } from './size-checks.ts';
import { stopWith, whyStopped, type Stop } from './stop.ts';
import { createStops, type Then } from './stops.ts';
import { createTargetCheck, lookAt, writtenEntry } from './target-check.ts';

export interface RunnerOptions {
  readonly queue: Queue;
  readonly accounts: Accounts;
  readonly targets: KnownTargets;
  readonly conflicts: Conflicts;
  readonly announcer: Announcer;
  readonly meter: Meter;
  readonly paces: Paces;
  readonly limits: () => Pick<Limits, 'transfers' | 'uploads' | 'downloads'>;
  readonly retries: () => RetrySettings;
  readonly nameRules: () => NameRulesAt;
  /** How this file is carried. */
  readonly rules: (item: Item, ends: Ends) => CarryRules;
  /** Adds what was found in a folder, a part at a time; rejects once the signal is aborted. */
  readonly add: (folder: Item, found: readonly Found[], signal: AbortSignal) => Promise<void>;
  /** None of this session's items can succeed. */
  readonly endSession: (session: SessionId, failure: FailureData) => void;
  /** What the user wants of an item that was still being broken off for another reason when he said so. */
  readonly meanwhile: (id: TransferId, then: Then) => void;
  /** We changed something in this directory. */
  readonly onChanged: (session: SessionId, directory: string) => void;
  /** See `CarryOptions`. */
  readonly dropBeside: (item: Item, beside: string) => Promise<void>;
}

export interface Runner {
  /** Starts all that may start. */
  pump(): void;
  /** Breaks off what the item is doing; false where it does nothing. */
  stop(id: TransferId, why: Stop): boolean;
  /** Lets an item go on that is still being broken off so that it pauses; false where it is not. */
  goOn(id: TransferId): boolean;
  /** The item was given up: what its attempts have come to, and what the user has answered about it, holds no more. */
  forget(id: TransferId): void;
  /** Starts nothing more, and what runs goes back to its place in the queue, to go on from what it has got; or lets all go on. */
  pause(paused: boolean): void;
  /** The network is there again, so that nothing need wait; or gone, so that attempts that fail do not count. */
  network(there: boolean): void;
  /** Items whose bytes are counted at this moment. */
  active(): readonly Item[];
  /** Breaks everything off and waits until that is done. */
  close(): Promise<void>;
}

/** Folders looked into at the same time. */
const FOLDERS = 4;

export function createRunner(options: RunnerOptions): Runner {
  const { queue, accounts, targets, conflicts, announcer, meter, paces } = options;
  const stops = createStops();
  const works = new Set<Promise<void>>();
  const carrying = new Set<Item>();
  /** Files at a time that a server has shown to allow. */
  const lowered = new Map<SessionId, number>();
  const reached = createReached();
  let paused = false;
  let online = true;
  let closed = false;

  const onSession = (session: SessionId): number =>
    retries.held(session) ? 0 : Math.min(accounts.atOnce(session), lowered.get(session) ?? Number.POSITIVE_INFINITY);
  const pump = (): void => {
    if (closed) return;
    check.admit();
    const limits: Limits = { ...options.limits(), onSession, folders: FOLDERS };
    const lanes = [...queue.lanes()].filter(({ session }) => !retries.held(session));
    while (!paused) {
      const item = nextItem(lanes, queue.running, limits);
      if (item === null) break;
      start(item);
    }
    announcer.changed();
    if (!queue.idle()) return;
    targets.forgetAll();
    conflicts.forgetAll();
    lowered.clear();
  };
  const retries = createRetries({
    due: (id, at) => {
      const item = queue.get(id);
      // It may have been held or given up meanwhile, or have had its attempt and wait for a later one.
      if (item?.state === 'waiting' && item.retryAt !== null && item.retryAt <= at) queue.move(item, 'queued');
    },
    freed: pump,
  });
  const check = createTargetCheck({ queue, targets, conflicts, rules: options.rules, freed: pump });
  const ending = new AbortController();
  const sizes = createSizeChecks({ queue, onWrong: (item, failure) => ended(item, failure, ending.signal) });

  const start = (item: Item): void => {
    const stop = stops.begin(item.id);
    queue.move(item, item.kind === 'directory' ? 'expanding' : 'active');
    const work = (item.kind === 'directory' ? lookInto(item, stop.signal) : transfer(item, stop.signal))
      .catch((thrown: unknown) => ended(item, thrown, stop.signal))
      .then(() => {
        const then = stops.atRest(item.id, stop);
        if (then !== undefined) options.meanwhile(item.id, then);
        pump();
        // The item has come to rest: nothing that is wanted of it waits for this.
        return sizes.left(item.lane, ending.signal);
      })
      .finally(() => {
        works.delete(work);
        pump();
      });
    works.add(work);
  };

  const ended = (item: Item, thrown: unknown, signal: AbortSignal): void => {
    const why = whyStopped(signal);
    // What ran when the engine ended is found in that state by its next run.
    if (why === 'end') return;
    if (why === 'hold' || why === 'pause') return void queue.move(item, why === 'hold' ? 'queued' : 'paused');
    const failure = toFailureData(thrown);
    const retry = retryOf(failure);
    if (why === 'cancel' || (failure.code === 'cancelled' && retry === 'never')) {
      forget(item.id);
      return void queue.move(item, 'cancelled');
    }
    if (failure.reason === 'resume-mismatch') return check.cannotContinue(item);
    if (retry === 'fewer') lowered.set(item.lane, Math.max(1, queue.running.onSession(item.lane) - 1));
    const attempts = online ? item.attempts + 1 : Math.max(1, item.attempts);
    const settings = options.retries();
    // Without a network an attempt says nothing of the server.
    const delay = retryDelay(failure, attempts, online ? settings : { ...settings, retries: Number.POSITIVE_INFINITY }, Math.random());
    if (delay === null) reached.forget(item.id);
    else reached.ended(item);
    if (delay === null || !queue.move(item, 'waiting', { failure, attempts, retryAt: Date.now() + delay })) {
      queue.move(item, failure.code === 'cancelled' ? 'cancelled' : 'failed', failure.code === 'cancelled' ? {} : { failure });
      if (retry === 'account') options.endSession(item.lane, failure);
      return;
    }
    if (retry === 'server') retries.hold(item.lane, Date.now() + delay);
    retries.wait(item.id, Date.now() + delay);
  };

  const forget = (id: TransferId): void => [reached, check].forEach((one) => one.forget(id));

  const lookInto = async (folder: Item, signal: AbortSignal): Promise<void> => {
    const { from, to } = await reachEnds(accounts, folder, signal);
    const found = await expand(folder, {
      from, to, targets, signal, rules: options.nameRules(),
      onMade: (directory) => options.onChanged(folder.to.session, grammarOf(grammarNameOf(to)).parent(directory)),
    });
    await options.add(folder, queue.missing(folder, found), signal);
    queue.move(folder, 'done');
  };

  const transfer = async (item: Item, signal: AbortSignal): Promise<void> => {
    const ends = await reachEnds(accounts, item, signal);
    const { from, to } = ends;
    const rules = options.rules(item, ends);
    const target = await check.enter(item, ends, signal);
    if (target === null) return;
    const grammar = grammarOf(grammarNameOf(to));
    const directory = grammar.parent(item.to.path);
    carrying.add(item);
    meter.wake();
    try {
      if (item.source === null && item.direction !== 'upload' && item.resume === null) item.source = await lookAt(item, from, signal);
      if (item.direction === 'copy' && from !== to && sitesLimit(from, to)) item.direct = false;
      if (target.inPlace !== null) item.bytes = target.inPlace;
      const bytes = target.inPlace ?? await carry(item, {
        from, to, signal, rules,
        pace: { upload: () => paces.up(to), download: () => paces.down(from), copy: () => paces.across(from, to) }[item.direction](),
        onBytes: (count) => {
          item.bytes += count;
          meter.add(count);
        },
        onStart: (offset) => reached.began(item, offset),
        remember: (resume, left) => queue.begin(item, resume, left),
        rememberAtOnce: (resume) => queue.beginAtOnce(item, resume),
        rememberBefore: (resume) => queue.beginBefore(item, resume),
        onNote: (note) => { item.note = note; },
        onVerified: (verified) => { item.verified = verified; },
        dropBeside: (path) => options.dropBeside(item, path),
      });
      const compared = rules.text || rules.keepsLink ? undefined : sizes.arrived(item, bytes, to, signal);
      if (compared !== undefined) await compared;
      queue.move(item, 'done', { size: bytes });
      reached.forget(item.id);
      targets.wrote(item.to.session, directory, { ...writtenEntry(grammar.base(item.to.path), bytes), kind: rules.keepsLink ? 'link' : 'file' });
    } finally {
      target.done();
      carrying.delete(item);
      // Also after a failure: a server may keep what had arrived.
      options.onChanged(item.to.session, directory);
      from.refresh();
      to.refresh();
    }
  };

  return {
    pump,
    forget,
    stop: stops.breakOff,
    goOn: stops.goOn,
    pause: (value) => {
      paused = value;
      // A question stays open: nothing runs because of it.
      if (value) for (const { id, state } of queue.near()) if (state === 'active' || state === 'expanding') stops.breakOff(id, 'hold');
      pump();
    },
    network: (there) => {
      online = there;
      if (there) retries.release();
    },
    active: () => [...carrying],
    close: async () => {
      closed = true;
      retries.stop();
      stops.endAll();
      stopWith(ending, 'end');
      await Promise.allSettled(works);
    },
  };
}
