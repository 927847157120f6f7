import type { Entry, ModifiedTime, TimePrecision } from '../../../../shared/model/entry.ts';

/**
 * What a parser makes of one line: an entry, `skip` for a line that stands for nothing (a total, the directory itself), or null when the
 * line is not of its dialect. Parsers are pure, take time linear in the length of the line and never throw. `now` (milliseconds since the
 * epoch) is for dates without a year.
 */
export type LineParser = (line: string, now: number) => Entry | 'skip' | null;

const nothingKnown = { size: null, modified: null, mode: null, owner: null, group: null, linkTarget: null, targetKind: null };

/** An entry of which only what is given is known. */
export function row(known: Pick<Entry, 'name' | 'kind'> & Partial<Entry>): Entry {
  return { ...nothingKnown, ...known };
}

/** Digits as a size in bytes; null for anything else and for what is larger than a number can hold exactly. */
export function sizeOf(digits: string): number | null {
  if (!/^\d{1,16}$/u.test(digits)) return null;
  const size = Number(digits);
  return Number.isSafeInteger(size) ? size : null;
}

/** A time from its parts in UTC (month 1 to 12); null where there is no such day or time. */
export function timeOf(parts: readonly [year: number, month: number, day: number, hour?: number, minute?: number, second?: number, millisecond?: number], precision: TimePrecision): ModifiedTime | null {
  const [year, month, day, hour = 0, minute = 0, second = 0, millisecond = 0] = parts;
  const at = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  const date = new Date(at);
  const valid = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second <= 60;
  return valid ? { at, precision } : null;
}

const day = 86_400_000;

/** The year of a date that comes without one: the latest that does not lie in the future, with a day's grace for other time zones. */
export function yearOf(month: number, dayOfMonth: number, now: number): number {
  const year = new Date(now).getUTCFullYear();
  return Date.UTC(year, month - 1, dayOfMonth) > now + day ? year - 1 : year;
}
