import { Failure } from './session/failure.ts';

export interface Gate {
  /** Waits for a place, first come first served. Rejects with `cancelled`. Give it back with `leave`. */
  enter(signal: AbortSignal): Promise<void>;
  leave(): void;
  /** Takes a place when one is free and nobody waits for it. */
  tryEnter(): boolean;
  /** The number of places has changed. */
  changed(): void;
}

/** Lets so many through at a time; `places` is asked each time, since it may change. */
export function createGate(places: () => number): Gate {
  let inside = 0;
  const waiting: (() => void)[] = [];

  const letIn = (): void => {
    while (inside < places() && waiting.length > 0) {
      inside++;
      waiting.shift()!();
    }
  };

  return {
    enter: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(Failure.of('cancelled'));
          return;
        }
        const entered = (): void => {
          signal.removeEventListener('abort', gaveUp);
          resolve();
        };
        const gaveUp = (): void => {
          const index = waiting.indexOf(entered);
          if (index < 0) return;
          waiting.splice(index, 1);
          reject(Failure.of('cancelled'));
        };
        signal.addEventListener('abort', gaveUp, { once: true });
        waiting.push(entered);
        letIn();
      }),
    leave: () => {
      inside--;
      letIn();
    },
    tryEnter: () => {
      if (waiting.length > 0 || inside >= places()) return false;
      inside++;
      return true;
    },
    changed: letIn,
  };
}
