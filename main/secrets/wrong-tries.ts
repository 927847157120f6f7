/** Counts wrong master passwords; every one after the first makes the next try wait longer, up to a minute. */
export interface WrongTries {
  /** Seconds until the next try is looked at. */
  wait(): number;
  wrong(): void;
  right(): void;
}

/** `now`: milliseconds of a clock that never goes back. */
export function createWrongTries(now: () => number = () => performance.now()): WrongTries {
  let count = 0;
  let until = 0;
  return {
    wait: () => Math.max(0, Math.ceil((until - now()) / 1000)),
    wrong: () => {
      count++;
      if (count > 1) until = now() + 1000 * Math.min(60, 2 ** (count - 2));
    },
    right: () => {
      count = 0;
      until = 0;
    },
  };
}
