import type { EngineEvent } from '../../../shared/ipc/engine-events.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import { LOCAL_SESSION, type SessionId, type TransferId } from '../../../shared/model/ids.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import type { QueueFile as ExportedQueue } from '../../../shared/model/queue-file.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import { existsSettings } from '../../../shared/model/settings/transfers.ts';
import { priorities, type Movement, type Priority, type QueuePage, type QueuePageRequest, type QueueStatus, type TransferRequest, type TransferScope } from '../../../shared/model/transfer.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import type { Accounts } from '../accounts.ts';
import type { DirectoryCache } from '../directory-cache.ts';
import type { Ask } from '../session/context.ts';
import { createAnnouncer } from './announce.ts';
import { createArrivals } from './arrivals.ts';
import { carryRules } from './carry-rules.ts';
import { createConflicts } from './conflict.ts';
import { draftsOf } from './drafts.ts';
import { grammarNameOf } from './expand.ts';
import type { Draft, Item } from './item.ts';
import { createKnownTargets, ignoresCase } from './known-targets.ts';
import { nameRules } from './name-rules.ts';
import { createMeter } from './meter.ts';
import { createPaces } from './paces.ts';
import { openQueue, type QueueFile } from './open-queue.ts';
import { exportItems, importDrafts } from './queue-file.ts';
import { createRunner } from './run.ts';
import { statusOf, totalsOf } from './status.ts';
import { createVerbs } from './verbs.ts';

/** Transfers by their ids, or by where they are listed; undefined for every one that the verb applies to. */
export type Which = readonly TransferId[] | TransferScope | undefined;

/** The transfer queue as the calls of the contract see it. */
export interface Transfers {
  /** The rows have been told when this returns. */
  enqueue(request: TransferRequest): void;
  cancel(which: Which): Promise<void>;
  retry(which: Which): Promise<void>;
  clear(which: Which): Promise<void>;
  hold(which: Which, paused: boolean): Promise<void>;
  prioritize(which: Which, priority: Priority): Promise<void>;
  rearrange(ids: readonly TransferId[], movement: Movement): Promise<void>;
  pause(paused: boolean): void;
  network(there: boolean): void;
  /** The limits may have changed. */
  settingsChanged(): void;
  page(request: QueuePageRequest): QueuePage;
  status(): QueueStatus;
  /** What the user must be told of the queue's file; given out once. */
  notices(): readonly Notice[];
  exported(): ExportedQueue;
  /** How many came in. */
  imported(file: ExportedQueue): Promise<number>;
  /** Breaks everything off, to be continued by the next run. */
  close(): Promise<void>;
}

export interface TransfersOptions {
  readonly accounts: Accounts;
  readonly emit: (event: EngineEvent) => void;
  readonly ask: Ask;
  readonly cache: DirectoryCache;
  readonly settings: () => Settings;
  /** Files at the same time, where that is not what the settings say. */
  readonly transfers: number | undefined;
  /** Where the queue is kept; in memory unless given. */
  readonly file: QueueFile | undefined;
  /** Whether each row that changes is told. */
  readonly followed: boolean;
}

/** Two messages about rows: the eye sees no difference, and small files end by the thousand a second. A window fetches rows after each. */
const ROWS_MS = { followed: 16, paged: 80 } as const;

export function createTransfers({ accounts, emit, ask, cache, settings, transfers, file, followed }: TransfersOptions): Transfers {
  const { queue, batches, database, notices, stored } = openQueue({ file, accounts, followed, onNotice: (notice) => emit({ type: 'notice', notice }) });
  let paused = stored.paused;
  let told = -1;

  const totals = () => totalsOf(queue, runner.active(), meter);
  const status = (): QueueStatus => statusOf(queue, batches, totals(), paused);
  const meter = createMeter({
    active: () => runner.active(),
    send: (rows) => {
      const folders = followed ? [] : Array.from(queue.movedBelow(), ([id, bytes]) => ({ id, bytes, rate: 0 }));
      emit({ type: 'progress', rows: [...rows, ...folders], totals: totals() });
    },
  });
  const tell = (): boolean => {
    if (told === queue.version()) return false;
    told = queue.version();
    if (!followed) {
      meter.sendNow();
      emit({ type: 'queue', status: status() });
      return true;
    }
    const { rows, removed } = queue.takeChanges();
    emit({ type: 'transfers', rows, removed, totals: totals() });
    return true;
  };
  const announcer = createAnnouncer({ tell, idle: queue.idle, looking: () => queue.tally.foldersOpen() > 0, emit, apart: followed ? ROWS_MS.followed : ROWS_MS.paged });
  const targets = createKnownTargets(async (session, path, signal) => {
    const rows: Entry[] = [];
    const { pool } = await accounts.reach(session);
    await pool.browse(async (open) => {
      rows.length = 0;
      await open.list(path, { signal, onEntries: (entries) => rows.push(...entries) });
    }, signal, 'repeatable');
    return rows;
  }, (session) => ignoresCase(session, (server) => accounts.open(server)?.facts()?.grammar ?? 'unix'));
  const arrivals = createArrivals(queue, ({ batch, direction, from, to, lane, chosen }) => {
    batches.ensure({ id: batch, direction, from: from.session, to: to.session, lane, chosen }, accounts.known);
  });
  const dropBeside = ({ to: { session } }: Item, beside: string): Promise<void> => stored.leftovers.remove(session, beside);
  const runner = createRunner({
    queue, accounts, targets, dropBeside, announcer, meter,
    add: arrivals.found,
    paces: createPaces(settings),
    limits: () => {
      const { transfers: most, uploads, downloads } = settings();
      const all = transfers ?? most;
      return { transfers: all, uploads: uploads ?? all, downloads: downloads ?? all };
    },
    retries: settings,
    nameRules: () => nameRules(settings()),
    rules: (item, ends) => carryRules(item, ends, settings()),
    conflicts: createConflicts(ask, (direction) => settings()[existsSettings[direction]], stored.answers),
    endSession: (session, failure) => void verbs.endSession(session, failure),
    meanwhile: (id, then) => void (then === 'cancel' ? verbs.cancel([id]) : verbs.hold([id], then === 'pause')),
    onChanged: (session: SessionId, directory) => {
      cache.forget(session, directory);
      announcer.directory(session, directory);
    },
  });
  const verbs = createVerbs({
    queue, runner, announcer,
    dropBeside,
  });
  const sessions = {
    grammar: (place: { readonly session: SessionId }) => grammarNameOf(accounts.get(place.session)),
    label: (place: { readonly session: SessionId }) => accounts.get(place.session).label,
    listed: (place: { readonly session: SessionId; readonly path: string }) => {
      if (place.session === LOCAL_SESSION) return null;
      const grammar = grammarOf(grammarNameOf(accounts.get(place.session)));
      const name = grammar.base(place.path);
      return cache.get(place.session, grammar.parent(place.path))?.find((entry) => entry.name === name) ?? null;
    },
  };
  /** Does it at once, but for what a search names, which is looked for first. */
  const withIds = async (which: Which, verb: (ids: readonly TransferId[] | undefined) => Promise<void>): Promise<void> => {
    if (which === undefined || 'length' in which) return verb(which);
    const { search, ...scope } = which;
    return verb(search === undefined ? queue.listedIn(scope) : await queue.found({ ...scope, search }));
  };
  const setPaused = (value: boolean): void => {
    paused = value;
    stored.keepPaused(value);
    runner.pause(value);
    if (!followed) emit({ type: 'queue', status: status() });
  };
  runner.pause(paused);
  /** Large ones whose rows are still being entered. */
  const entering = new Set<Promise<void>>();

  return {
    enqueue: (request) => {
      const numberOf = batches.numbering();
      const drafts = draftsOf(request, 0, { ...sessions, rules: nameRules(settings()) }).map((draft) => ({ ...draft, batch: numberOf(draft.from.session, draft.to.session) }));
      const entered = arrivals.requested(drafts).then(() => {
        database.commit();
        runner.pump();
        entering.delete(entered);
      });
      entering.add(entered);
      // What the user has been shown in the queue is there after any crash.
      database.commit();
      runner.pump();
      announcer.flush();
    },
    cancel: (which) => {
      arrivals.as('cancelled', isAmong(which));
      return withIds(which, verbs.cancel);
    },
    retry: (which) => withIds(which, verbs.retry),
    clear: (which) => withIds(which, verbs.clear),
    hold: (which, held) => {
      arrivals.as(held ? 'paused' : 'queued', isAmong(which));
      return withIds(which, (ids) => verbs.hold(ids, held));
    },
    prioritize: (which, priority) => withIds(which, (ids) => verbs.prioritize(ids, priorities.indexOf(priority))),
    rearrange: verbs.rearrange,
    pause: setPaused,
    network: runner.network,
    settingsChanged: () => runner.pump(),
    page: queue.page,
    status,
    notices,
    exported: () => exportItems(queue.withContents(undefined, 'open').map(queue.get).filter((item) => item !== null), accounts),
    imported: async (file) => {
      const drafts = importDrafts(file, accounts, batches.numbering());
      await arrivals.requested(drafts);
      runner.pump();
      announcer.flush();
      return drafts.length;
    },
    close: async () => {
      await runner.close();
      await Promise.all(entering);
      arrivals.stop();
      stored.leftovers.stop();
      meter.stop();
      announcer.stop();
      database.close();
    },
  };
}

/** Whether these words mean a row that nobody has seen yet: they name all rows, or all that wait, with a server or without. */
function isAmong(which: Which): (draft: Draft) => boolean {
  if (which === undefined) return () => true;
  if ('length' in which || which.tab !== 'queued' || which.search !== undefined) return () => false;
  return ({ server }) => which.server === undefined || which.server === server;
}
