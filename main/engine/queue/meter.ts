import type { TransferProgress } from '../../../shared/model/transfer.ts';
import type { TransferId } from '../../../shared/model/ids.ts';

/** What the meter reads of an item that runs. */
export interface Metered {
  readonly id: TransferId;
  readonly bytes: number;
}

export interface Meter {
  /** Bytes went by: adds to a counter and nothing else. */
  add(count: number): void;
  /** Something began to run: the timer starts unless it goes already. It stops by itself when nothing runs. */
  wake(): void;
  /** Bytes per second, all transfers together. */
  rate(): number;
  stop(): void;
}

export interface MeterOptions {
  readonly active: () => readonly Metered[];
  readonly send: (rows: readonly TransferProgress[]) => void;
  readonly now?: () => number;
}

export const TICK_MS = 100;
/** A rate is that of the last three seconds. */
const TICKS = 30;

interface Track {
  readonly samples: { readonly at: number; readonly bytes: number }[];
  last: number;
}

/** One timer, ten times a second, for all that runs. */
export function createMeter({ active, send, now = () => performance.now() }: MeterOptions): Meter {
  const tracks = new Map<TransferId, Track>();
  let all: Track = { samples: [], last: 0 };
  let total = 0;
  let rate = 0;
  let timer: NodeJS.Timeout | null = null;

  const measure = (track: Track, bytes: number): number => {
    const at = now();
    track.samples.push({ at, bytes });
    if (track.samples.length > TICKS + 1) track.samples.shift();
    const first = track.samples[0]!;
    return at > first.at ? ((bytes - first.bytes) * 1_000) / (at - first.at) : 0;
  };
  const stop = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    tracks.clear();
    all = { samples: [], last: 0 };
    rate = 0;
  };

  const tick = (): void => {
    const running = active();
    if (running.length === 0) {
      stop();
      return;
    }
    rate = measure(all, total);
    const rows: TransferProgress[] = [];
    for (const { id, bytes } of running) {
      let track = tracks.get(id);
      if (track === undefined) tracks.set(id, (track = { samples: [], last: 0 }));
      const own = measure(track, bytes);
      if (bytes !== track.last || track.samples.length <= TICKS) rows.push({ id, bytes, rate: own });
      track.last = bytes;
    }
    const ids = new Set(running.map((item) => item.id));
    for (const id of tracks.keys()) if (!ids.has(id)) tracks.delete(id);
    send(rows);
  };

  return {
    add: (count) => { total += count; },
    wake: () => {
      if (timer !== null) return;
      all.samples.push({ at: now(), bytes: total });
      timer = setInterval(tick, TICK_MS);
    },
    rate: () => rate,
    stop,
  };
}

