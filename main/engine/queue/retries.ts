import type { SessionId } from '../../../shared/model/ids.ts';
import type { Item } from './item.ts';

/** What waits for its next attempt, by the time at which that is due. */
export interface Retries {
  /** Calls back when the item is due. */
  wait(item: Item, at: number): void;
  /** Starts nothing of this session before then. */
  hold(session: SessionId, until: number): void;
  held(session: SessionId): boolean;
  /** All are due now, and nothing is held. */
  release(): void;
  stop(): void;
}

export interface RetriesOptions {
  readonly due: (item: Item) => void;
  /** Something may start that was held. */
  readonly freed: () => void;
  readonly now?: () => number;
}

export function createRetries({ due, freed, now = Date.now }: RetriesOptions): Retries {
  const waiting = new Map<Item, number>();
  const holds = new Map<SessionId, number>();
  let timer: NodeJS.Timeout | null = null;

  const arm = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const next = Math.min(...waiting.values(), ...holds.values());
    if (next !== Number.POSITIVE_INFINITY) timer = setTimeout(tick, Math.max(0, next - now()) + 1);
  };
  const tick = (): void => {
    const at = now();
    for (const [session, until] of holds) if (until <= at) holds.delete(session);
    for (const [item, time] of waiting) {
      if (time > at) continue;
      waiting.delete(item);
      due(item);
    }
    arm();
    freed();
  };

  return {
    wait: (item, at) => {
      waiting.set(item, at);
      arm();
    },
    hold: (session, until) => {
      holds.set(session, Math.max(until, holds.get(session) ?? 0));
      arm();
    },
    held: (session) => holds.has(session),
    release: () => {
      holds.clear();
      for (const item of waiting.keys()) waiting.set(item, 0);
      tick();
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      waiting.clear();
      holds.clear();
    },
  };
}
