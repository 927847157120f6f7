/** A process that ran this long was sound; its end starts the count again. */
const SOUND = 60_000;
const LONGEST = 30_000;

/**
 * How long to wait before a process that died is started again, in milliseconds: not at all the first time, then 0.5 s, doubling up to
 * 30 s while it keeps dying within a minute. `lived` is how long it ran.
 */
export function createRestartDelay(): (lived: number) => number {
  let failures = 0;
  return (lived) => {
    failures = lived >= SOUND ? 1 : failures + 1;
    return failures === 1 ? 0 : Math.min(LONGEST, 500 * 2 ** (failures - 2));
  };
}
