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
  /** Sends now what the timer would send next, where something else is told as well: each message that moves the window costs it a frame. */
  sendNow(): void;
  /** Bytes per second, all transfers together. */
  rate(): number;
  stop(): void;
}

export interface MeterOptions {
  readonly active: () => readonly Metered[];
  readonly send: (rows: readonly TransferProgress[]) => void;
  readonly now?: () => number;
}

/** Numbers that change faster are not read, and each change has the window draw a frame. */
export const TICK_MS = 333;
/** A rate is that of so many last milliseconds. */
const RATE_MS = 3_000;

interface Track {
  readonly samples: { readonly at: number; readonly bytes: number }[];
  last: { readonly bytes: number; readonly rate: number };
}

const newTrack = (): Track => ({ samples: [], last: { bytes: -1, rate: 0 } });

/** One timer, three times a second, for all that runs. */
export function createMeter({ active, send, now = () => performance.now() }: MeterOptions): Meter {
  const tracks = new Map<TransferId, Track>();
  let all = newTrack();
  let total = 0;
  let rate = 0;
  let timer: NodeJS.Timeout | null = null;

  const measure = (track: Track, bytes: number): number => {
    const at = now();
    track.samples.push({ at, bytes });
    while (track.samples[0]!.at < at - RATE_MS) track.samples.shift();
    const first = track.samples[0]!;
    return at > first.at ? ((bytes - first.bytes) * 1_000) / (at - first.at) : 0;
  };
  const stop = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    tracks.clear();
    all = newTrack();
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
      if (track === undefined) tracks.set(id, (track = newTrack()));
      const own = measure(track, bytes);
      if (bytes !== track.last.bytes || own !== track.last.rate) rows.push({ id, bytes, rate: own });
      track.last = { bytes, rate: own };
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
    sendNow: () => {
      if (timer === null) return;
      timer.refresh();
      tick();
    },
    rate: () => rate,
    stop,
  };
}

