import { rowCount, type Found } from './found.ts';
import type { Draft, Item } from './item.ts';
import { inParts, inSteps } from './in-steps.ts';
import type { Queue } from './queue.ts';

/** Rows that are being added, a part at a time. */
export interface Arrivals {
  /** Adds what was found in a folder; rejects, with the rest left out, once its `signal` is aborted. */
  found(folder: Item, found: readonly Found[], signal: AbortSignal): Promise<void>;
  /** Adds what the user asked for; all of it, whatever becomes of it meanwhile. */
  requested(drafts: readonly Draft[]): Promise<void>;
  /** What is yet to come of requests comes in this state, as far as it is among `which`: the user has just put all that he sees of them into it. */
  as(state: NonNullable<Draft['held']> | 'queued', which: (draft: Draft) => boolean): void;
  stop(): void;
}

/** Packed rows stay so until no folder has brought any for so long. */
const QUIET_MS = 500;
/** Then some are unpacked so often, so that transfers have most of the time. */
const APART_MS = 5;
/** More may not wait to be unpacked: whatever needs them all waits for that, about 4 µs for each. */
const MOST_PACKED = 100_000;

/** `prepare`: what a draft refers to must be known before it is added. */
export function createArrivals(queue: Pick<Queue, 'add' | 'bring' | 'placed' | 'packed' | 'unpack'>, prepare: (draft: Draft) => void): Arrivals {
  let timer: NodeJS.Timeout | null = null;
  const unpackAfter = (ms: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = queue.packed() === 0 ? null : setTimeout(() => {
      queue.unpack();
      unpackAfter(APART_MS);
    }, ms);
  };
  const add = (draft: Draft): void => {
    prepare(draft);
    queue.add([draft]);
  };
  /** The state in which each row that is yet to come of a request comes. */
  const coming = new Set<{ held: (draft: Draft) => Draft['held'] }>();
  return {
    found: (folder, found, signal) => {
      let left = total(found);
      return inParts(found, rowCount, (part) => {
        // The user may have given the folder another priority or place since the last part.
        queue.bring(queue.placed(folder, part, left));
        left -= total(part);
        while (queue.packed() > MOST_PACKED) queue.unpack();
        unpackAfter(QUIET_MS);
      }, signal);
    },
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
    stop: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

function total(found: readonly Found[]): number {
  return found.reduce((sum, each) => sum + rowCount(each), 0);
}
