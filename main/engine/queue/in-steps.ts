import { throwIfCancelled } from '../session/failure.ts';

/** So many rows are changed in one go before the loop gets a turn for the transfers that run. */
const STEP = 2_000;

/** Does something with each of many, a part at a time, and rejects between two parts once `signal` is aborted. A few are done when this returns, before its promise settles. */
export async function inSteps<T>(all: readonly T[], work: (each: T) => void, signal?: AbortSignal): Promise<void> {
  for (let start = 0; start < all.length; start += STEP) {
    if (start > 0) await new Promise((resolve) => { setImmediate(resolve); });
    if (signal !== undefined) throwIfCancelled(signal);
    for (const each of all.slice(start, start + STEP)) work(each);
  }
}
