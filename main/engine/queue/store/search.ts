import type { Database } from './database.ts';
import type { Packs } from './packs.ts';
import { runSlice, runSlices } from './run-slice.ts';
import { sortInParts } from './sort-in-parts.ts';
import { fromStored } from './text.ts';

/** Rows under a condition, in an order, in whose path the words stand. */
export interface Question {
  readonly where: string;
  /** What they are ordered by, the least first. */
  readonly order: readonly [string, string];
  readonly words: string;
}

/** What is known of a question by now. */
export interface FoundRows {
  /** The rows' numbers: in the order that was asked for once all are known, before that as they were come upon. */
  readonly ids: readonly number[];
  /** `partly`: more may come. `before`: as it was before the queue changed; what is there now is being looked for, or will be when it is asked for again. */
  readonly state: 'all' | 'partly' | 'before';
}

/**
 * Finds rows by their paths, all of which are read for that, in slices that give way to the transfers. SQLite knows the case of ASCII
 * letters alone, so that it settles words of these only, and narrows down what has to be compared here for others.
 */
export interface Search {
  /** At once. What is not known yet is looked for until another question is asked, or for long none. */
  now(question: Question): FoundRows;
  /** Once all of them are known. */
  whole(question: Question): Promise<readonly number[]>;
}

/** Rows that are packed have to be unpacked before they can be found. */
type Unpacking = Pick<Packs, 'count' | 'unpackSome'>;

/** Rows read between two looks at the clock. */
const ROWS = 500;
/** What nobody asks about for so long is looked for no more. */
const PATIENCE_MS = 5_000;
/** A queue so long that a search costs the engine something is searched anew only after so many times as long. */
const RESTS = 4;

/** As letters compare in a search: without regard to case, and to how a letter and its marks are put together. */
function folded(text: string): string {
  return text.normalize().toLowerCase();
}

/** Reads through the rows for one state of the queue. */
interface Look {
  readonly key: string;
  readonly version: number;
  /** What was come upon so far. */
  readonly ids: readonly number[];
  readonly work: Iterator<void, readonly number[]>;
  done: readonly number[] | null;
  stopped: boolean;
  failure: { readonly thrown: unknown } | null;
  slices: number;
  took: number;
  /** Once it is done: when another one may begin. */
  restedAt: number;
}

/** `slice`: milliseconds of one, where that is not the usual. */
export function createSearch(prepared: (sql: string) => ReturnType<Database['reading']>, packs: Unpacking, version: () => number, slice?: number): Search {
  /** What is shown, and what takes its place once it is done. */
  let shown: Look | null = null;
  let next: Look | null = null;
  let askedAt = 0;

  const turn = (look: Look): void => {
    if (look.stopped) return;
    const start = performance.now();
    const step = runSlice(look.work, slice);
    const now = performance.now();
    look.slices++;
    look.took += now - start;
    if (step.done === true) {
      look.done = step.value;
      look.restedAt = look.slices === 1 ? now : now + RESTS * look.took;
    } else if (now - askedAt > PATIENCE_MS) look.stopped = true;
    else later(look);
  };
  const later = (look: Look): void => {
    setImmediate(() => {
      try {
        turn(look);
      } catch (thrown) {
        // Whoever asks next is told; where the queue was closed, nobody does.
        look.failure = { thrown };
      }
    });
  };
  /** A short queue is read through before this returns. */
  const begin = (question: Question, key: string): Look => {
    const ids: number[] = [];
    const look: Look = { key, version: version(), ids, work: find(prepared, packs, question, ids), done: null, stopped: false, failure: null, slices: 0, took: 0, restedAt: 0 };
    turn(look);
    return look;
  };
  const stop = (look: Look | null): void => {
    if (look !== null) look.stopped = true;
  };
  const renew = (question: Question, key: string, now: number): Look => {
    if (shown?.key !== key || shown.stopped) {
      stop(shown);
      stop(next);
      next = null;
      return begin(question, key);
    }
    if (shown.done === null || shown.version === version()) return shown;
    if (next === null || next.stopped) next = now < shown.restedAt ? null : begin(question, key);
    if (next === null || next.done === null) return shown;
    const renewed = next;
    next = null;
    return renewed;
  };

  return {
    now: (question) => {
      askedAt = performance.now();
      shown = renew(question, [question.where, question.words].join('\0'), askedAt);
      const failure = shown.failure ?? next?.failure ?? null;
      if (failure !== null) {
        shown = next = null;
        throw failure.thrown;
      }
      if (shown.done === null) return { ids: shown.ids, state: 'partly' };
      return { ids: shown.done, state: shown.version === version() ? 'all' : 'before' };
    },
    whole: (question) => runSlices(find(prepared, packs, question, [])),
  };
}

/** Looks through all rows, adds to `ids` what it finds, and gives it in order. */
function* find(prepared: (sql: string) => ReturnType<Database['reading']>, packs: Unpacking, { where, order: [first, second], words: asked }: Question, ids: number[]): Generator<void, readonly number[]> {
  const words = folded(asked);
  const [plain = ''] = (words.match(/[\x20-\x7e]+/gu) ?? []).toSorted((a, b) => b.length - a.length);
  const ascii = words === plain;
  const last = prepared(`SELECT max(id) AS last, count(*) AS rows FROM (SELECT id FROM items WHERE id > ? ORDER BY id LIMIT ${ROWS})`);
  // A path that is no proper text is compared here in any case; one of ASCII letters alone holds no others.
  const may = (path: string): string => `(typeof(${path}) = 'blob' OR (instr(lower(${path}), ?) ${ascii ? '' : `AND octet_length(${path}) > length(${path})`}))`;
  const settled = ascii ? `typeof(from_path) = 'text' AND typeof(to_path) = 'text'` : 'FALSE';
  const part = prepared(`SELECT id, ${first} AS first, ${second} AS second, iif(${settled}, NULL, from_path) AS from_path, iif(${settled}, NULL, to_path) AS to_path FROM items NOT INDEXED
    WHERE id > ? AND id <= ? AND ${where} AND (${may('from_path')} OR ${may('to_path')}) ORDER BY id`);
  const stands = (path: unknown): boolean => folded(fromStored(path)).includes(words);
  const keys: [number[], number[]] = [[], []];
  for (; packs.count() > 0; yield) packs.unpackSome();
  for (let from = 0, more = true; more;) {
    const { last: to = null, rows = 0 } = last.get(from) ?? {};
    for (const row of part.all(from, to, plain, plain)) {
      if (row['from_path'] !== null && !stands(row['from_path']) && !stands(row['to_path'])) continue;
      ids.push(Number(row['id']));
      keys[0].push(Number(row['first']));
      keys[1].push(Number(row['second']));
    }
    // A short queue is read through without a pause.
    more = Number(rows) === ROWS;
    if (more) yield;
    from = Number(to);
  }
  const places = yield* sortInParts(ids.length, (a, b) => keys[0][a]! - keys[0][b]! || keys[1][a]! - keys[1][b]! || a - b);
  const sorted: number[] = [];
  for (const place of places) {
    sorted.push(ids[place]!);
    if (sorted.length % 10_000 === 0) yield;
  }
  return sorted;
}
