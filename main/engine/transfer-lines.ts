import { Failure } from './session/failure.ts';
import type { Session } from './session/session.ts';

/** A place on a connection. */
export interface Lease {
  readonly session: Session;
  release(): void;
}

export interface TransferLinesOptions {
  readonly open: (number: number) => Promise<Session>;
  readonly limit: () => number;
  /** How many places a connection that is still being opened will likely have. */
  readonly placesHint: () => number;
  /** The server lets no further connection in: no more than `count` are opened for a while. */
  readonly onLowered: (count: number) => void;
}

export interface TransferLines {
  /** Rejects with what the opening failed with; with `too-many-connections` only where there is no connection at all to wait for. */
  lease(signal: AbortSignal): Promise<Lease>;
  close(): Promise<void>;
}

interface Line {
  readonly session: Session;
  readonly number: number;
  used: number;
  /** By the clock of `performance.now`, as far as nobody uses it. */
  restingSince: number;
}

interface Waiter {
  readonly resolve: (lease: Lease) => void;
  readonly reject: (failure: unknown) => void;
}

/** A connection that nobody used for this long is closed. */
const IDLE_MS = 60_000;
/** A server that was full is asked again after this long. */
export const RETRY_MS = 120_000;

/** The connections that transfers of one account run over. A free place on an open one is taken before another is opened. */
export function createTransferLines(options: TransferLinesOptions): TransferLines {
  const lines = new Set<Line>();
  const opening = new Set<number>();
  const waiting: Waiter[] = [];
  let lowered = Number.POSITIVE_INFINITY;
  let retry: NodeJS.Timeout | undefined;
  let look: NodeJS.Timeout | undefined;
  let closed = false;

  const lend = (line: Line): Lease => {
    line.used++;
    let given = false;
    return {
      session: line.session,
      release: () => {
        if (given) return;
        given = true;
        line.used--;
        line.restingSince = performance.now();
        lookAgain(IDLE_MS);
        pump();
      },
    };
  };
  const drop = (line: Line): void => {
    if (lines.delete(line)) void line.session.close();
  };

  /** Closes what has rested for long enough, and looks again when the next one will have. One timer for all, since they rest between any two files. */
  const dropIdle = (): void => {
    look = undefined;
    const now = performance.now();
    let next = Number.POSITIVE_INFINITY;
    for (const line of [...lines].filter(({ used }) => used === 0)) {
      const left = line.restingSince + IDLE_MS - now;
      if (left <= 0) drop(line);
      else next = Math.min(next, left);
    }
    if (next < Number.POSITIVE_INFINITY) lookAgain(next);
  };
  const lookAgain = (ms: number): void => {
    look ??= setTimeout(dropIdle, ms).unref();
  };

  const freeLine = (): Line | null => {
    for (const line of lines) if (line.used < line.session.concurrency) return line;
    return null;
  };
  /** Gives waiting transfers what is free, and opens connections for the others. */
  const pump = (): void => {
    while (waiting.length > 0) {
      const free = freeLine();
      if (free !== null) {
        waiting.shift()!.resolve(lend(free));
        continue;
      }
      const enough = opening.size * options.placesHint() >= waiting.length;
      if (enough || lines.size + opening.size >= Math.min(options.limit(), lowered)) return;
      void openOne();
    }
  };

  const openOne = async (): Promise<void> => {
    const number = freeNumber();
    opening.add(number);
    try {
      const session = await options.open(number);
      const line: Line = { session, number, used: 0, restingSince: performance.now() };
      opening.delete(number);
      if (closed) {
        await session.close();
        return;
      }
      lines.add(line);
      // Whoever waited for it may have given up.
      lookAgain(IDLE_MS);
      void session.ended.then(() => {
        drop(line);
        pump();
      });
    } catch (thrown) {
      opening.delete(number);
      const others = lines.size + opening.size;
      if (others > 0 && thrown instanceof Failure && thrown.data.reason === 'too-many-connections') lower(others);
      else waiting.shift()?.reject(thrown);
    }
    pump();
  };
  const lower = (count: number): void => {
    lowered = count;
    options.onLowered(count);
    clearTimeout(retry);
    retry = setTimeout(() => {
      lowered = Number.POSITIVE_INFINITY;
      pump();
    }, RETRY_MS).unref();
  };
  const freeNumber = (): number => {
    const taken = new Set([...opening, ...[...lines].map((line) => line.number)]);
    let number = 1;
    while (taken.has(number)) number++;
    return number;
  };

  return {
    lease: (signal) => {
      const free = waiting.length > 0 || signal.aborted ? null : freeLine();
      if (free !== null) return Promise.resolve(lend(free));
      return new Promise((resolve, reject) => {
        if (signal.aborted || closed) {
          reject(Failure.of(closed ? 'not-connected' : 'cancelled'));
          return;
        }
        const gaveUp = (): void => {
          const index = waiting.indexOf(waiter);
          if (index >= 0) waiting.splice(index, 1);
          reject(Failure.of('cancelled'));
        };
        const settled = (): void => signal.removeEventListener('abort', gaveUp);
        const waiter: Waiter = {
          resolve: (lease) => { settled(); resolve(lease); },
          reject: (failure) => { settled(); reject(failure); },
        };
        signal.addEventListener('abort', gaveUp, { once: true });
        waiting.push(waiter);
        pump();
      });
    },
    close: async () => {
      closed = true;
      clearTimeout(retry);
      clearTimeout(look);
      for (const waiter of waiting.splice(0)) waiter.reject(Failure.of('not-connected'));
      const open = [...lines];
      lines.clear();
      await Promise.all(open.map((line) => line.session.close()));
    },
  };
}
