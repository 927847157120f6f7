/** Answers that took long are asked for again only after a while, so that what looks at the queue never keeps it from its work. */
export interface Pacing {
  measure<T>(ask: () => Promise<T>): Promise<T>;
  /** Until the next question may be asked, after `least` milliseconds or more; over at once when `wake` is called. */
  rest(least: number): Promise<void>;
  wake(): void;
}

/** A rest lasts so many times as long as the answer took. */
const RESTS = 4;
const SHORTEST_MS = 40;
const LONGEST_MS = 4000;

export function createPacing(): Pacing {
  let took = 0;
  let wake = (): void => {};
  return {
    measure: async (ask) => {
      const start = performance.now();
      const answer = await ask();
      took = performance.now() - start;
      return answer;
    },
    rest: async (least) => {
      const pause = Math.max(least, Math.min(LONGEST_MS, took * RESTS));
      if (pause < SHORTEST_MS) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    wake: () => wake(),
  };
}
