import type { ModifiedTime } from '../model/entry.ts';

/** A time in the local zone, only as precise as it is known: `2026-03-14 09:26`, or `2026-03-14` where the server gave the day alone. */
export function formatModified({ at, precision }: ModifiedTime): string {
  const date = new Date(at);
  return precision === 'day' ? dayOf(date) : `${dayOf(date)} ${clockOf(date)}`;
}

/** The same with the seconds, where they are known. */
export function formatModifiedFully(modified: ModifiedTime): string {
  if (modified.precision === 'day' || modified.precision === 'minute') return formatModified(modified);
  return `${formatModified(modified)}:${two(new Date(modified.at).getSeconds())}`;
}

/** The time of day of a log line: `09:26:53`. */
export function formatClock(at: number): string {
  const date = new Date(at);
  return `${clockOf(date)}:${two(date.getSeconds())}`;
}

/** A day in words: `14 March 2026`. */
export function formatDay(at: number): string {
  inWords ??= new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });
  return inWords.format(at);
}
/** Made when it is asked for first: making it takes a seventh of a short command. */
let inWords: Intl.DateTimeFormat | null = null;

function dayOf(date: Date): string {
  const year = date.getFullYear();
  if (Number.isNaN(year)) return '?';
  return `${year > 999 ? year : String(year).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function clockOf(date: Date): string {
  const hours = date.getHours();
  return Number.isNaN(hours) ? '?' : `${two(hours)}:${two(date.getMinutes())}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
