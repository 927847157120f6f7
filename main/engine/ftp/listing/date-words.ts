import type { ModifiedTime } from '../../../../shared/model/entry.ts';
import { cjkDateAt } from './cjk-date.ts';
import { fullDateOf } from './full-date.ts';
import { monthOf } from './month.ts';
import { clockOf, recentTime, timeAt, type Clock } from './time.ts';
import type { Words } from './words.ts';

/** A date found in a row. Its time is null when it names a day that does not exist. */
export interface FoundDate {
  readonly time: ModifiedTime | null;
  readonly words: number;
}

/** The date that starts at a word, in one of the ways that nothing else in a row looks like; null where there is none. */
export function dateAt(words: Words, at: number, now: number): FoundDate | null {
  const { texts } = words;
  const first = texts[at] ?? '';
  const start = first.charCodeAt(0);
  if (start >= 48 && start <= 57) {
    return wholeDate(texts, at) ?? monthAndDay(texts, at, now) ?? dayAndName(texts, at, now) ?? yearFirst(texts, at, true) ?? cjkDateAt(words, at, now);
  }
  return nameAndDay(texts, at, now) ?? wholeDate(texts, at) ?? afterWeekday(words, at, now);
}

/** Dates of bare numbers, `03 12 2026`, `03 12 14:05`, `2026 Jan 2`: owners and sizes look like them, so that they are the last resort. */
export function bareDateAt({ texts }: Words, at: number, now: number): FoundDate | null {
  const [first = '', second = '', third = ''] = [texts[at], texts[at + 1], texts[at + 2]];
  const year = yearFirst(texts, at, false);
  if (year !== null) return year;
  if (!/^\d{1,2}$/u.test(first) || !/^\d{1,2}$/u.test(second)) return null;
  const [month, day] = Number(first) > 12 ? [Number(second), Number(first)] : [Number(first), Number(second)];
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (/^(?:19|20)\d\d$/u.test(third)) return { time: timeAt(Number(third), month, day, null), words: 3 };
  const clock = clockOf(third);
  return clock === null ? null : { time: recentTime(month, day, clock, now), words: 3 };
}

/** `2026-01-02 03:04:05.678 +0100`, of which all but the first word may be missing. */
function wholeDate(texts: readonly string[], at: number): FoundDate | null {
  const date = fullDateOf(texts[at] ?? '');
  if (date === null || date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return null;
  const clock = clockBeforeName(texts, at + 1);
  const time = timeAt(date.year, date.month, date.day, clock);
  if (clock === null) return { time, words: 1 };
  const zone = /^([+-])(\d\d)(\d\d)$/u.exec(texts[at + 2] ?? '');
  if (zone === null || clock.precision === 'minute') return { time, words: 2 };
  const offset = (Number(zone[2]) * 60 + Number(zone[3])) * (zone[1] === '-' ? -60_000 : 60_000);
  return { time: time === null ? null : { ...time, at: time.at - offset }, words: 3 };
}

/** `03-12 14:05`, `03-12 2026`, month first unless it cannot be; `12.3. 14:05`, `12.Mär 2026` day first. */
function monthAndDay(texts: readonly string[], at: number, now: number): FoundDate | null {
  const parts = /^(\d{1,2})([-./])([^-./\s]{1,12})\.?$/u.exec(texts[at] ?? '');
  if (parts === null) return null;
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  const named = monthOf(parts[3] ?? '');
  const dayFirst = named !== null || parts[2] === '.' || first > 12;
  const [month, day] = dayFirst ? [named ?? second, first] : [first, second];
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return null;
  return ending(texts, at, 1, month, day, now);
}

/** `2 Jan 03:04`, `2. Januar 2026`. */
function dayAndName(texts: readonly string[], at: number, now: number): FoundDate | null {
  if (!/^\d{1,2}[.,]?$/u.test(texts[at] ?? '')) return null;
  const month = monthOf(texts[at + 1] ?? '');
  return month === null ? null : ending(texts, at, 2, month, Number.parseInt(texts[at] ?? '', 10), now);
}

/** `Jan 2 03:04`, `Jan. 2, 2026 03:04`. */
function nameAndDay(texts: readonly string[], at: number, now: number): FoundDate | null {
  if (!/^\d{1,2}[.,]?$/u.test(texts[at + 1] ?? '')) return null;
  const month = monthOf(texts[at] ?? '');
  return month === null ? null : ending(texts, at, 2, month, Number.parseInt(texts[at + 1] ?? '', 10), now);
}

/** `2026. jan. 2. 03:04`; without the dot after the year only where nothing else fits. */
function yearFirst(texts: readonly string[], at: number, dotted: boolean): FoundDate | null {
  const [year = '', name = '', day = ''] = [texts[at], texts[at + 1], texts[at + 2]];
  if (!(dotted ? /^\d{4}\.$/u : /^(?:19|20)\d\d$/u).test(year) || !/^\d{1,2}[.,]?$/u.test(day)) return null;
  const month = monthOf(name);
  if (month === null) return null;
  const clock = clockBeforeName(texts, at + 3);
  return { time: timeAt(Number.parseInt(year, 10), month, Number.parseInt(day, 10), clock), words: clock === null ? 3 : 4 };
}

/** `Fri Jan 2 03:04:05 2026`, `Mon, 02 Jan 2026`. */
function afterWeekday(words: Words, at: number, now: number): FoundDate | null {
  if (!/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]?$/iu.test(words.texts[at] ?? '')) return null;
  const found = nameAndDay(words.texts, at + 1, now) ?? dayAndName(words.texts, at + 1, now);
  return found === null ? null : { time: found.time, words: found.words + 1 };
}

/** What follows month and day: a year, a time, or both. A number after a time without seconds belongs to the name. */
function ending(texts: readonly string[], at: number, used: number, month: number, day: number, now: number): FoundDate | null {
  const next = texts[at + used] ?? '';
  const after = texts[at + used + 1] ?? '';
  if (/^\d{4}[.,]?$/u.test(next)) {
    const clock = clockBeforeName(texts, at + used + 1);
    return { time: timeAt(Number.parseInt(next, 10), month, day, clock), words: used + (clock === null ? 1 : 2) };
  }
  const clock = clockOf(next);
  if (clock === null) return null;
  if (clock.precision !== 'minute' && /^(?:19|20)\d\d$/u.test(after) && texts.length > at + used + 2) return { time: timeAt(Number(after), month, day, clock), words: used + 2 };
  return { time: recentTime(month, day, clock, now), words: used + 1 };
}

/** The time after a whole date; what looks like one and is the last word of the row is its name. */
function clockBeforeName(texts: readonly string[], at: number): Clock | null {
  return texts.length > at + 1 ? clockOf(texts[at] ?? '') : null;
}
