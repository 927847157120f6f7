/** What takes longer than this would be noticed by transfers that run meanwhile. */
const SLICE_MS = 6;

/** Goes on with a work for a few milliseconds; whether it is done then, and what came of it. */
export function runSlice<T>(work: Iterator<void, T>, milliseconds = SLICE_MS): IteratorResult<void, T> {
  const until = performance.now() + milliseconds;
  let step = work.next();
  while (step.done !== true && performance.now() < until) step = work.next();
  return step;
}

/** Does all of it, a slice in each turn of the loop. */
export async function runSlices<T>(work: Iterator<void, T>): Promise<T> {
  for (;;) {
    const step = runSlice(work);
    if (step.done === true) return step.value;
    await new Promise((resolve) => { setImmediate(resolve); });
  }
}
