import type { SessionId, TransferId } from '../../../shared/model/ids.ts';
import { createDueList, type Due } from './due.ts';

/** What waits for its next attempt, by the time at which that is due. */
export interface Retries {
  /** Calls back when the item is due. */
  wait(id: TransferId, at: number): void;
  /** Starts nothing of this session before then. */
  hold(session: SessionId, until: number): void;
  held(session: SessionId): boolean;
  /** All are due now, and nothing is held. */
  release(): void;
  stop(): void;
}

export interface RetriesOptions {
  /** `at`: when the item was to be. */
  readonly due: (id: TransferId, at: number) => void;
  /** Something may start that was held. */
  readonly freed: () => void;
  readonly now?: () => number;
}

export function createRetries({ due, freed, now = Date.now }: RetriesOptions): Retries {
  const waiting = createDueList();
  const holds = new Map<SessionId, number>();
  let timer: NodeJS.Timeout | null = null;

  const arm = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const next = Math.min(waiting.next(), ...holds.values());
    if (next !== Number.POSITIVE_INFINITY) timer = setTimeout(tick, Math.max(0, next - now()) + 1);
  };
  const tick = (): void => {
    const at = now();
    for (const [session, until] of holds) if (until <= at) holds.delete(session);
    begin(waiting.take(at));
  };
  const begin = (all: readonly Due[]): void => {
    for (const { id, at } of all) due(id, at);
    arm();
    freed();
  };

  return {
    wait: (id, at) => {
      const earlier = at < waiting.next();
      waiting.add(id, at);
      if (earlier) arm();
    },
    hold: (session, until) => {
      holds.set(session, Math.max(until, holds.get(session) ?? 0));
      arm();
    },
    held: (session) => holds.has(session),
    release: () => {
      holds.clear();
      begin(waiting.take(Number.POSITIVE_INFINITY));
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      waiting.clear();
      holds.clear();
    },
  };
}
