import { throwIfCancelled } from '../session/failure.ts';

/** So many rows are changed in one go before the loop gets a turn for the transfers that run. */
const STEP = 2_000;

/**
 * Does something with many, a part at a time, and rejects between two parts once `signal` is aborted. A few are done when this returns, before its promise
 * settles. `rows`: how many rows one of them is.
 */
export async function inParts<T>(all: readonly T[], rows: (each: T) => number, work: (part: readonly T[]) => void, signal?: AbortSignal): Promise<void> {
  for (let start = 0; start < all.length; ) {
    if (start > 0) await new Promise((resolve) => { setImmediate(resolve); });
    if (signal !== undefined) throwIfCancelled(signal);
    let end = start;
    for (let many = 0; end < all.length && many < STEP; end++) many += rows(all[end]!);
    work(all.slice(start, end));
    start = end;
  }
}

/** The same with each of many rows. */
export function inSteps<T>(all: readonly T[], work: (each: T) => void, signal?: AbortSignal): Promise<void> {
  return inParts(all, () => 1, (part) => part.forEach((each) => work(each)), signal);
}
