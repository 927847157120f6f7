import type { EngineEvent } from '../../../shared/ipc/engine-events.ts';
import type { Entry } from '../../../shared/model/entry.ts';
import { LOCAL_SESSION, type SessionId, type TransferId } from '../../../shared/model/ids.ts';
import type { QueueTotals, TransferRequest, TransferRow } from '../../../shared/model/transfer.ts';
import { grammarOf } from '../../../shared/path/grammar.ts';
import type { Accounts } from '../accounts.ts';
import type { DirectoryCache } from '../directory-cache.ts';
import type { Ask } from '../session/context.ts';
import { createAnnouncer } from './announce.ts';
import { createConflicts } from './conflict.ts';
import { draftsOf } from './drafts.ts';
import { grammarNameOf } from './expand.ts';
import { rowOf } from './item.ts';
import { createKnownTargets } from './known-targets.ts';
import { createMeter } from './meter.ts';
import { createQueue } from './queue.ts';
import { createRunner } from './run.ts';
import { hasEnded } from './transitions.ts';

/** The transfer queue as the calls of the contract see it. Undefined ids: every transfer that the verb applies to. */
export interface Transfers {
  /** The rows have been told when this returns. */
  enqueue(request: TransferRequest): void;
  cancel(ids: readonly TransferId[] | undefined): void;
  retry(ids: readonly TransferId[] | undefined): void;
  clear(ids: readonly TransferId[] | undefined): void;
  pause(paused: boolean): void;
  /** The limits may have changed. */
  settingsChanged(): void;
  rows(): readonly TransferRow[];
  totals(): QueueTotals;
  /** Breaks everything off. */
  close(): void;
}

export interface TransfersOptions {
  readonly accounts: Accounts;
  readonly emit: (event: EngineEvent) => void;
  readonly ask: Ask;
  readonly cache: DirectoryCache;
  /** Files at the same time. */
  readonly transfers: () => number;
}

export function createTransfers({ accounts, emit, ask, cache, transfers }: TransfersOptions): Transfers {
  const queue = createQueue();
  let lastBatch = 0;

  const totals = (): QueueTotals => {
    const { tally } = queue;
    const underWay = runner.active().reduce((sum, item) => sum + item.bytes, 0);
    return {
      queued: tally.in('queued') + tally.in('waiting'),
      active: tally.in('active') + tally.in('expanding'),
      done: tally.filesIn('done'),
      failed: tally.in('failed'),
      rate: meter.rate(),
      bytesDone: tally.bytesDone() + underWay,
      bytesTotal: tally.bytesTotal(),
    };
  };
  const meter = createMeter({
    active: () => runner.active(),
    send: (rows) => emit({ type: 'progress', rows, totals: totals() }),
  });
  const announcer = createAnnouncer(queue, totals, emit);
  const targets = createKnownTargets(async (session, path, signal) => {
    const rows: Entry[] = [];
    await accounts.get(session).pool.browse(async (open) => {
      rows.length = 0;
      await open.list(path, { signal, onEntries: (entries) => rows.push(...entries) });
    }, signal, 'repeatable');
    return rows;
  });
  const runner = createRunner({
    queue, accounts, targets, announcer, meter, transfers,
    conflicts: createConflicts(ask),
    onChanged: (session: SessionId, directory) => {
      cache.forget(session, directory);
      announcer.directory(session, directory);
    },
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

  return {
    enqueue: (request) => {
      queue.add(draftsOf(request, ++lastBatch, sessions));
      runner.pump();
      announcer.flush();
    },
    cancel: (ids) => {
      for (const item of queue.withContents(ids)) {
        if (item.state === 'queued') queue.move(item, 'cancelled');
        // What runs ends once it is broken off, and tells then how it ended.
        else runner.stop(item.id);
      }
      runner.pump();
      announcer.flush();
    },
    retry: (ids) => {
      for (const item of queue.withContents(ids)) if (item.state === 'failed' || item.state === 'cancelled') queue.move(item, 'queued');
      runner.pump();
      announcer.flush();
    },
    clear: (ids) => {
      for (const item of queue.withContents(ids)) if (hasEnded(item.state)) queue.remove(item);
      announcer.flush();
    },
    pause: (paused) => runner.pause(paused),
    settingsChanged: () => runner.pump(),
    rows: () => [...queue.all()].map(rowOf),
    totals,
    close: () => {
      runner.pause(true);
      for (const item of queue.all()) runner.stop(item.id);
      meter.stop();
      announcer.stop();
    },
  };
}
