import type { TransferId } from '../../../shared/model/ids.ts';
import { stopWith, whyStopped, type Stop } from './stop.ts';

/** What the user wants of an item that is still being broken off for another reason. `goes-on`: it was to pause, and is to no more. */
export type Then = 'pause' | 'cancel' | 'goes-on';

/** What breaks off items that run; the last word of the user on each counts. */
export interface Stops {
  /** The item begins to run. */
  begin(id: TransferId): AbortController;
  /** It has come to rest; gives what the user has come to want of it meanwhile. */
  atRest(id: TransferId, stop: AbortController): Then | undefined;
  /** See `Runner.stop`. */
  breakOff(id: TransferId, why: Stop): boolean;
  /** See `Runner.goOn`. */
  goOn(id: TransferId): boolean;
  endAll(): void;
}

export function createStops(): Stops {
  const stops = new Map<TransferId, AbortController>();
  const wanted = new Map<TransferId, Then>();
  return {
    begin: (id) => {
      const stop = new AbortController();
      stops.set(id, stop);
      return stop;
    },
    atRest: (id, stop) => {
      if (stops.get(id) === stop) stops.delete(id);
      const then = wanted.get(id);
      wanted.delete(id);
      return then;
    },
    breakOff: (id, why) => {
      const stop = stops.get(id);
      if (stop === undefined) return false;
      const before = whyStopped(stop.signal);
      if (before === 'pause' && why === 'pause') wanted.delete(id);
      else if ((why === 'pause' || why === 'cancel') && (before === 'hold' || (before === 'pause' && why === 'cancel'))) wanted.set(id, why);
      stopWith(stop, why);
      return true;
    },
    goOn: (id) => {
      const stop = stops.get(id);
      const pauses = wanted.get(id) ?? (stop === undefined ? null : whyStopped(stop.signal));
      if (pauses !== 'pause') return false;
      // Without a wish of its own it goes back to its place in the queue.
      if (wanted.has(id)) wanted.delete(id);
      else wanted.set(id, 'goes-on');
      return true;
    },
    endAll: () => {
      for (const stop of stops.values()) stopWith(stop, 'end');
    },
  };
}
