/** What a stage of `npm test` came to. @typedef {{passed: number, failed: number}} Tally */

/** @type {(good: boolean) => Tally} */
export const check = (good) => (good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** @type {(tallies: readonly Tally[]) => Tally} */
export const sum = (tallies) => tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 });

/** @type {(tally: Tally) => number} */
export const failedIn = (tally) => tally.failed;

/**
 * Counts what a test runner reported. A run that found no test, left one out, or failed although no test did is not a pass.
 * @param {{name: string, status: number, passed: number, failed: number, skipped: number}} run
 * @param {(line: string) => void} say
 * @returns {Tally}
 */
export function judge({ name, status, passed, failed, skipped }, say) {
  if (skipped > 0) say(`${name}: ${skipped} skipped, which counts as failed.`);
  const all = failed + skipped;
  if (all > 0) return { passed, failed: all };
  if (passed === 0) {
    say(`${name}: no test was found.`);
    return { passed, failed: 1 };
  }
  if (status !== 0) {
    say(`${name}: the run failed with status ${status} although no test did.`);
    return { passed, failed: 1 };
  }
  return { passed, failed: 0 };
}
