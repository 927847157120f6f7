import { monthOf } from './month.ts';
import { fullYear } from './time.ts';

/** A date without its time of day. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * A whole date in one word: `2026-01-02`, `2026/1/2`, `2026.01.02`, `02-01-2026` (day first, unless it cannot be), `2-JAN-26`, `Jan-02-2026`.
 * Numbers alone need a year of four digits here, as there is no telling otherwise what each of them is.
 */
export function fullDateOf(word: string): CalendarDate | null {
  if (word.length < 7 || word.length > 22) return null;
  const numbers = /^(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})\.?$/u.exec(word);
  if (numbers !== null) {
    const [first, second, third] = [Number(numbers[1]), Number(numbers[3]), Number(numbers[4])];
    if (numbers[1]?.length === 4) return { year: first, month: second, day: third };
    if (numbers[4]?.length !== 4 || (numbers[1]?.length ?? 0) > 2) return null;
    return second > 12 ? { year: third, month: first, day: second } : { year: third, month: second, day: first };
  }
  const named = /^(\d{1,2})[-./]([^-./\d]{2,12})\.?[-./](\d{2,4})$/u.exec(word);
  if (named !== null) return withMonth(named[2] ?? '', named[1] ?? '', named[3] ?? '');
  const monthFirst = /^([^-./\d]{2,12})[-./](\d{1,2})[-./](\d{2,4})$/u.exec(word);
  return monthFirst === null ? null : withMonth(monthFirst[1] ?? '', monthFirst[2] ?? '', monthFirst[3] ?? '');
}

/**
 * Three numbers of which the year has two or three digits: `01-02-26` and `01/02/26` month first, `02.01.26` day first, the other way
 * round where the month would be above 12; the year first where the first number is no day.
 */
export function shortDateOf(word: string): CalendarDate | null {
  const numbers = /^(\d{1,2})([-./])(\d{1,2})\2(\d{2,3})$/u.exec(word);
  if (numbers === null) return null;
  const [first, second, third] = [Number(numbers[1]), Number(numbers[3]), Number(numbers[4])];
  if (first > 31 || first === 0) return { year: fullYear(first), month: second, day: third };
  const dayFirst = numbers[2] === '.' ? second <= 12 : first > 12;
  return dayFirst ? { year: fullYear(third), month: second, day: first } : { year: fullYear(third), month: first, day: second };
}

function withMonth(name: string, day: string, year: string): CalendarDate | null {
  const month = monthOf(name);
  return month === null ? null : { year: fullYear(Number(year)), month, day: Number(day) };
}
