import { assertNever } from '../../../shared/model/assert-never.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import type { Accounts } from '../accounts.ts';
import { createLeftovers, type Leftovers } from './leftovers.ts';
import { createQueue, type Queue } from './queue.ts';
import { createStandingAnswers, type StandingAnswers } from './standing-answers.ts';
import { createBatches, type Batches } from './store/batches.ts';
import { openDatabase, type Database, type Trouble } from './store/database.ts';

/** Where the queue is kept between runs. */
export interface QueueFile {
  readonly path: string;
  /** Whether what an earlier run has left goes on by itself, unless the user had paused it; otherwise it waits until he lets it. */
  readonly goOn: boolean;
}

export interface OpenQueue {
  readonly queue: Queue;
  readonly batches: Batches;
  readonly database: Database;
  /** Given out once. */
  notices(): readonly Notice[];
  readonly stored: {
    /** Whether the queue stands still at first. */
    readonly paused: boolean;
    keepPaused(paused: boolean): void;
    /** What the user has answered for all until the queue is done. */
    readonly answers: StandingAnswers;
    readonly leftovers: Leftovers;
  };
}

export interface OpenQueueOptions {
  readonly file: QueueFile | undefined;
  readonly accounts: Accounts;
  readonly followed: boolean;
  /** Something befell the file while it was in use. */
  readonly onNotice: (notice: Notice) => void;
}

/** What is kept beside the rows. */
type Fact = 'paused' | 'answers' | 'leftovers';

export function openQueue({ file, accounts, followed, onNotice }: OpenQueueOptions): OpenQueue {
  /** What befalls the file before anybody can be told. */
  let early: Notice[] | null = [];
  const { database, problem } = openOrNot(file, (trouble) => {
    if (early === null) onNotice(noticeOf(trouble));
    else early.push(noticeOf(trouble));
  });
  const batches = createBatches(database, accounts.adopt);
  const queue = createQueue({ database, batches, followed });
  const keepFact = database.writing('INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value');
  const keep = (name: Fact, value: number | string): void => {
    keepFact(name, value);
    database.commit();
  };
  const kept = (name: Fact): unknown => database.reading('SELECT value FROM facts WHERE name = ?').get(name)?.['value'];
  const wasPaused = kept('paused') === 1;
  const { setAside } = database;
  let notices: readonly Notice[] = [
    ...(setAside === null ? [] : [{ kind: 'queue-set-aside', ...setAside } as const]),
    ...(problem === null ? [] : [{ kind: 'queue-not-kept', why: problem } as const]),
    ...early,
  ];
  early = null;
  database.commit();

  return {
    queue, batches, database,
    notices: () => {
      const given = notices;
      notices = [];
      return given;
    },
    stored: {
      paused: file !== undefined && !queue.idle() && (wasPaused || !file.goOn),
      keepPaused: (paused) => keep('paused', paused ? 1 : 0),
      answers: createStandingAnswers(kept('answers'), (text) => keep('answers', text)),
      leftovers: createLeftovers(accounts, kept('leftovers'), (text) => keep('leftovers', text)),
    },
  };
}

/** A queue that cannot be kept is better than none. */
function openOrNot(file: QueueFile | undefined, troubled: (trouble: Trouble) => void): { readonly database: Database; readonly problem: string | null } {
  try {
    return { database: openDatabase(file?.path ?? null, troubled), problem: null };
  } catch (thrown) {
    return { database: openDatabase(null), problem: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

function noticeOf(trouble: Trouble): Notice {
  switch (trouble.kind) {
    case 'set-aside':
      return { kind: 'queue-set-aside', keptAs: trouble.keptAs, rows: trouble.rows };
    case 'gone':
      return { kind: 'queue-gone', rows: trouble.rows };
    case 'in-memory':
      return { kind: trouble.full ? 'queue-without-room' : 'queue-not-kept', why: trouble.why };
    case 'kept-again':
      return { kind: 'queue-kept-again' };
    default:
      return assertNever(trouble);
  }
}
