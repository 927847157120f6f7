import type { RateSchedule } from '../../../shared/model/settings/transfers.ts';

/** Bytes per second for each direction; null for as fast as it goes. */
export interface Rates {
  readonly uploadRate: number | null;
  readonly downloadRate: number | null;
}

export interface RateSettings extends Rates {
  /** Whether they count at all. */
  readonly rateLimits: boolean;
  readonly rateSchedule: RateSchedule;
}

/** The limits at this moment of the local day, where they count: those of the first entry of the schedule that counts now, else the usual ones. */
export function ratesAt(settings: RateSettings, at: Date): Rates {
  if (!settings.rateLimits) return { uploadRate: null, downloadRate: null };
  const minute = at.getHours() * 60 + at.getMinutes();
  const day = at.getDay();
  const entry = settings.rateSchedule.find(({ days, from, to }) => {
    if (from < to) return days.includes(day) && minute >= from && minute < to;
    // Over midnight: the evening of its day, and the morning of the next one.
    return (days.includes(day) && minute >= from) || (days.includes((day + 6) % 7) && minute < to);
  });
  return entry ?? settings;
}

/** A token bucket: so many bytes a second, and a tenth of a second's worth at once. */
export interface Pace {
  /** These bytes went by; gives back how many milliseconds to wait before the next. 0 where nothing limits it. */
  take(bytes: number): number;
  /** Bytes that may go at once without a long wait; infinite where nothing limits it. */
  portion(): number;
}

/** `rate` is asked each time, since it changes with the settings and with the time of day. */
export function createPace(rate: () => number | null, now: () => number = () => performance.now()): Pace {
  let available = 0;
  let last = now();
  return {
    take: (bytes) => {
      const perSecond = rate();
      if (perSecond === null) return 0;
      const at = now();
      available = Math.min(perSecond / 10, available + ((at - last) * perSecond) / 1_000) - bytes;
      last = at;
      return available >= 0 ? 0 : (-available * 1_000) / perSecond;
    },
    portion: () => {
      const perSecond = rate();
      return perSecond === null ? Number.POSITIVE_INFINITY : Math.max(1_024, Math.floor(perSecond / 10));
    },
  };
}

/** Several limits at once: the strictest counts. */
export function strictest(paces: readonly Pace[]): Pace {
  return {
    take: (bytes) => paces.reduce((wait, pace) => Math.max(wait, pace.take(bytes)), 0),
    portion: () => paces.reduce((portion, pace) => Math.min(portion, pace.portion()), Number.POSITIVE_INFINITY),
  };
}
