import type { ModifiedTime, TimePrecision } from '../../../../shared/model/entry.ts';

/** A time of day as a server wrote it. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly precision: TimePrecision;
}

const day = 86_400_000;
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** For a date without a time of day. */
const wholeDay: Clock = { hour: 0, minute: 0, second: 0, millisecond: 0, precision: 'day' };

/** A time from its parts in UTC (month 1 to 12); null where there is no such day or time. 24:00 is the end of the day, 60 a leap second. */
export function timeOf(parts: readonly [year: number, month: number, day: number, hour?: number, minute?: number, second?: number, millisecond?: number], precision: TimePrecision): ModifiedTime | null {
  const [year, month, dayOfMonth, hour = 0, minute = 0, second = 0, millisecond = 0] = parts;
  // Date.UTC takes years below 100 for years of the twentieth century.
  if (!isDay(year, month, dayOfMonth) || year < 100 || minute > 59 || second > 60) return null;
  if (hour > 23 && (hour > 24 || minute > 0 || second > 0)) return null;
  return { at: Date.UTC(year, month - 1, dayOfMonth, hour, minute, second, millisecond), precision };
}

/** The time of a full date; without a clock it is known to the day. */
export function timeAt(year: number, month: number, dayOfMonth: number, clock: Clock | null): ModifiedTime | null {
  const { hour, minute, second, millisecond, precision } = clock ?? wholeDay;
  return timeOf([year, month, dayOfMonth, hour, minute, second, millisecond], precision);
}

/** The time of a date that comes without a year: the latest that does not lie in the future, with a day's grace for other time zones. */
export function recentTime(month: number, dayOfMonth: number, clock: Clock, now: number): ModifiedTime | null {
  return timeAt(recentYear(month, dayOfMonth, clock.hour, clock.minute, now), month, dayOfMonth, clock);
}

/** The year of such a date. The 29th of February may be years back. */
export function recentYear(month: number, dayOfMonth: number, hour: number, minute: number, now: number): number {
  const year = new Date(now).getUTCFullYear();
  for (let each = year + 1; each > year - 9; each -= 1) {
    if (isDay(each, month, dayOfMonth) && Date.UTC(each, month - 1, dayOfMonth, hour, minute) <= now + day) return each;
  }
  return year;
}

/** `03:04`, `3:04PM`, `03:04:05`, `03:04:05.678`; null for anything else. */
export function clockOf(text: string): Clock | null {
  const parts = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?([AP])?M?$/iu.exec(text);
  if (parts === null) return null;
  const [, hours = '', minute = '', second, fraction, half] = parts;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/iu.test(half) ? 12 : 0);
  const millisecond = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
  return { hour, minute: Number(minute), second: Number(second ?? 0), millisecond, precision: fraction !== undefined ? 'millisecond' : second !== undefined ? 'second' : 'minute' };
}

/**
 * The year that a server means: two digits up to 69 lie in this century; three digits are years since 1900, as servers write them that
 * were not made for the year 2000.
 */
export function fullYear(written: number): number {
  if (written >= 1000) return written;
  if (written >= 100) return 1900 + written;
  return written < 70 ? 2000 + written : 1900 + written;
}

function isDay(year: number, month: number, dayOfMonth: number): boolean {
  if (month < 1 || dayOfMonth < 1 || dayOfMonth > (longest[month - 1] ?? 0)) return false;
  return month !== 2 || dayOfMonth < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}
