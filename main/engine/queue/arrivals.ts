import type { Draft } from './item.ts';
import { inSteps } from './in-steps.ts';

/** Rows that are being added, a part at a time. */
export interface Arrivals {
  /** Adds what was found in a folder; rejects, with the rest left out, once its `signal` is aborted. */
  found(drafts: readonly Draft[], signal: AbortSignal): Promise<void>;
  /** Adds what the user asked for; all of it, whatever becomes of it meanwhile. */
  requested(drafts: readonly Draft[]): Promise<void>;
  /** What is yet to come of requests comes in this state, as far as it is among `which`: the user has just put all that he sees of them into it. */
  as(state: NonNullable<Draft['held']> | 'queued', which: (draft: Draft) => boolean): void;
}

export function createArrivals(add: (draft: Draft) => void): Arrivals {
  /** The state in which each row that is yet to come of a request comes. */
  const coming = new Set<{ held: (draft: Draft) => Draft['held'] }>();
  return {
    found: (drafts, signal) => inSteps(drafts, add, signal),
    requested: async (drafts) => {
      const request: { held: (draft: Draft) => Draft['held'] } = { held: () => undefined };
      coming.add(request);
      await inSteps(drafts, (draft) => {
        const held = request.held(draft);
        add(held === undefined ? draft : { ...draft, held });
      }).finally(() => coming.delete(request));
    },
    as: (state, which) => {
      for (const request of coming) {
        const before = request.held;
        request.held = (draft) => (which(draft) ? (state === 'queued' ? undefined : state) : before(draft));
      }
    },
  };
}
