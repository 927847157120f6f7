import { throwIfCancelled } from '../session/failure.ts';

/** So many rows are changed in one go before the loop gets a turn for the transfers that run. */
const STEP = 2_000;

/** Does something with many, a part at a time, and rejects between two parts once `signal` is aborted. A few are done when this returns, before its promise settles. */
export async function inParts<T>(all: readonly T[], work: (part: readonly T[]) => void, signal?: AbortSignal): Promise<void> {
  for (let start = 0; start < all.length; start += STEP) {
    if (start > 0) await new Promise((resolve) => { setImmediate(resolve); });
    if (signal !== undefined) throwIfCancelled(signal);
    work(all.slice(start, start + STEP));
  }
}

/** The same with each of many. */
export function inSteps<T>(all: readonly T[], work: (each: T) => void, signal?: AbortSignal): Promise<void> {
  return inParts(all, (part) => part.forEach(work), signal);
}
